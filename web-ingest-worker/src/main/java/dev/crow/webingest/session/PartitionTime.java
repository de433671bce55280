package dev.crow.webingest.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Time in one partition, as it passed and not as clocks say. The broker's clock dates every record;
 * should it be set while senders go on, the records' own marks show by how much, and sessions do
 * not notice. What nobody measured, such as an outage of all senders, is taken from the broker.
 *
 * <p>Follows from the log alone, so whoever replays it comes to the same. Immutable.
 *
 * @param now this moment, epoch milliseconds as the broker's clock would say had it never been set;
 *     never goes back
 * @param ahead how far the broker's clock is ahead of that
 * @param heard the last record of each sender, of the last few
 */
record PartitionTime(long now, long ahead, List<Heard> heard) {

  static final PartitionTime BEGINNING = new PartitionTime(Long.MIN_VALUE, 0, List.of());

  /** More than a record may be on its way, and less than anybody would bother to set a clock by. */
  private static final long TOLERANCE = 15_000;

  private static final int MOST_SENDERS = 16;
  private static final byte FORMAT = 1;
  private static final int HEARD_BYTES = 3 * Long.BYTES;

  /**
   * A sender's last record.
   *
   * @param sender which one
   * @param elapsed how long it had been running, in milliseconds
   * @param at when that was here
   */
  record Heard(long sender, long elapsed, long at) {}

  PartitionTime {
    heard = List.copyOf(heard);
  }

  /**
   * @param appended the record's time by the broker's clock
   * @param mark its sender's, if it has one
   * @return the time at that record
   */
  PartitionTime at(long appended, @Nullable SenderMark mark) {
    if (mark == null) {
      return new PartitionTime(Math.max(now, appended - ahead), ahead, heard);
    }
    long at = appended - ahead;
    long step = 0;
    List<Heard> senders = new ArrayList<>(heard.size() + 1);
    for (Heard last : heard) {
      if (last.sender() == mark.sender()) {
        long off = at - (last.at() + mark.elapsed() - last.elapsed());
        step = Math.abs(off) > TOLERANCE ? off : 0;
      } else {
        senders.add(last);
      }
    }
    if (senders.size() == MOST_SENDERS) {
      senders.remove(senders.stream().min(Comparator.comparingLong(Heard::at)).orElseThrow());
    }
    senders.add(new Heard(mark.sender(), mark.elapsed(), at - step));
    return new PartitionTime(Math.max(now, at - step), ahead + step, senders);
  }

  /**
   * @return this moment as the broker's clock says it; for whoever reads it beside other clocks
   */
  long told() {
    return now + ahead;
  }

  byte[] toBytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(1 + 2 * Long.BYTES + heard.size() * HEARD_BYTES)
            .put(FORMAT)
            .putLong(now)
            .putLong(ahead);
    heard.forEach(last -> bytes.putLong(last.sender()).putLong(last.elapsed()).putLong(last.at()));
    return bytes.array();
  }

  static PartitionTime of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.get() != FORMAT) {
      throw new IllegalStateException("Unknown format of a partition's time");
    }
    long now = in.getLong();
    long ahead = in.getLong();
    List<Heard> heard = new ArrayList<>();
    while (in.hasRemaining()) {
      heard.add(new Heard(in.getLong(), in.getLong(), in.getLong()));
    }
    return new PartitionTime(now, ahead, heard);
  }
}
