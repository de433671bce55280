package dev.crow.webingest.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far this instance has come in each partition, by the broker's clock. Since every partition
 * gets a tick each second, this is also how far it is behind.
 */
final class SessionClock {

  private static final long NOTHING_YET = -1;

  private final Map<Integer, Long> seen = new ConcurrentHashMap<>();

  void begin(int partition) {
    seen.put(partition, NOTHING_YET);
  }

  void saw(int partition, long at) {
    seen.put(partition, at);
  }

  void end(int partition) {
    seen.remove(partition);
  }

  /**
   * @return time of the last record of the partition that is furthest behind, epoch milliseconds;
   *     -1 while one of them has not been read from, or there is none
   */
  long slowest() {
    return seen.values().stream().mapToLong(Long::longValue).min().orElse(NOTHING_YET);
  }
}
