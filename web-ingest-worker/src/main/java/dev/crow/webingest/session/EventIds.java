package dev.crow.webingest.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * An immutable set of the session's latest event ids, 16 bytes each. It is part of the session's
 * state, so it is small and copied as a whole; sessions hold tens of events. Beyond {@link
 * #CAPACITY} the oldest are {@linkplain #crowdedOutBy crowded out}, and are for a store of their
 * own to remember.
 */
final class EventIds {

  static final int CAPACITY = 1_000;
  static final EventIds NONE = new EventIds(new long[0]);

  private final long[] halves;

  private EventIds(long[] halves) {
    this.halves = halves;
  }

  boolean contains(UUID id) {
    long high = id.getMostSignificantBits();
    long low = id.getLeastSignificantBits();
    for (int i = 0; i < halves.length; i += 2) {
      if (halves[i + 1] == low && halves[i] == high) {
        return true;
      }
    }
    return false;
  }

  /** Whether ids may have been crowded out. */
  boolean isFull() {
    return size() >= CAPACITY;
  }

  /** The ids that {@link #plus} will not hold any more. */
  List<UUID> crowdedOutBy(List<UUID> added) {
    List<UUID> out = new ArrayList<>();
    for (int i = 0; i < size() + added.size() - CAPACITY; i++) {
      out.add(i < size() ? new UUID(halves[2 * i], halves[2 * i + 1]) : added.get(i - size()));
    }
    return out;
  }

  EventIds plus(List<UUID> added) {
    long[] all = Arrays.copyOf(halves, halves.length + 2 * added.size());
    int at = halves.length;
    for (UUID id : added) {
      all[at++] = id.getMostSignificantBits();
      all[at++] = id.getLeastSignificantBits();
    }
    int excess = Math.max(0, all.length - 2 * CAPACITY);
    return new EventIds(excess == 0 ? all : Arrays.copyOfRange(all, excess, all.length));
  }

  int size() {
    return halves.length / 2;
  }

  byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(halves.length * Long.BYTES);
    bytes.asLongBuffer().put(halves);
    return bytes.array();
  }

  static EventIds of(byte[] bytes) {
    long[] halves = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(halves);
    return new EventIds(halves);
  }
}
