package dev.crow.webingest.session;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many events arrived in which minute of the broker's clock. Immutable; a session seldom spans
 * more than a few minutes, so it is small and copied as a whole.
 *
 * @param counts events by minute, in minutes since the epoch
 */
record EventMinutes(SortedMap<Integer, Integer> counts) {

  static final EventMinutes NONE = new EventMinutes(new TreeMap<>());

  private static final int BYTES_EACH = 2 * Integer.BYTES;
  private static final long MINUTE = 60_000;

  EventMinutes {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /**
   * @param at epoch milliseconds
   * @return the minute it is in
   */
  static int minuteOf(long at) {
    return (int) Math.floorDiv(at, MINUTE);
  }

  /**
   * @param minute minutes since the epoch
   * @return its first millisecond
   */
  static long startOf(int minute) {
    return minute * MINUTE;
  }

  EventMinutes plus(long at, int events) {
    if (events == 0) {
      return this;
    }
    SortedMap<Integer, Integer> more = new TreeMap<>(counts);
    more.merge(minuteOf(at), events, Integer::sum);
    return new EventMinutes(more);
  }

  byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(counts.size() * BYTES_EACH);
    counts.forEach((minute, count) -> bytes.putInt(minute).putInt(count));
    return bytes.array();
  }

  static EventMinutes of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    SortedMap<Integer, Integer> counts = new TreeMap<>();
    while (in.hasRemaining()) {
      counts.put(in.getInt(), in.getInt());
    }
    return new EventMinutes(counts);
  }
}
