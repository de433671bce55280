package dev.crow.webingest.pressure;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the disk is nearly full. A broker that finds the disk full stops for good; a door
 * that closes in time opens again by itself.
 */
final class DiskWatermark {

  private static final Logger log = LoggerFactory.getLogger(DiskWatermark.class);

  private final PressureProperties properties;
  private final LongSupplier free;
  private final LongSupplier nanoTime;
  private final AtomicLong nextLook;
  private volatile boolean low;

  /**
   * @param properties the marks
   * @param free bytes; negative if that cannot be known just now
   * @param nanoTime as {@link System#nanoTime}
   */
  DiskWatermark(PressureProperties properties, LongSupplier free, LongSupplier nanoTime) {
    this.properties = properties;
    this.free = free;
    this.nanoTime = nanoTime;
    this.nextLook = new AtomicLong(nanoTime.getAsLong());
  }

  boolean isLow() {
    long now = nanoTime.getAsLong();
    long due = nextLook.get();
    if (now - due >= 0 && nextLook.compareAndSet(due, now + properties.look().toNanos())) {
      look(free.getAsLong());
    }
    return low;
  }

  private void look(long bytes) {
    if (bytes < 0) {
      return;
    }
    if (!low && bytes < properties.diskLow().toBytes()) {
      low = true;
      log.warn(
          "Only {} MiB are free in the data folder: no events are taken until there are {} MiB",
          bytes >> 20,
          properties.diskResume().toMegabytes());
    } else if (low && bytes >= properties.diskResume().toBytes()) {
      low = false;
      log.info("{} MiB are free in the data folder: events are taken again", bytes >> 20);
    }
  }
}
