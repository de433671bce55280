package dev.crow.webingest.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class DiskWatermarkTests {

  private static final long MIB = 1 << 20;

  private final PressureProperties properties =
      new PressureProperties(
          DataSize.ofMegabytes(100),
          DataSize.ofMegabytes(150),
          Duration.ofSeconds(1),
          2,
          DataSize.ofKilobytes(1));
  private long free = 1_000 * MIB;
  private long now = Long.MAX_VALUE - Duration.ofSeconds(2).toNanos();
  private final DiskWatermark disk = new DiskWatermark(properties, () -> free, () -> now);

  @Test
  void closesBelowTheLowMarkAndOpensByItselfAboveTheOther() {
    assertThat(isLowWith(100)).isFalse();
    assertThat(isLowWith(99)).isTrue();
    assertThat(isLowWith(149)).as("in between it stays as it is").isTrue();
    assertThat(isLowWith(150)).isFalse();
    assertThat(isLowWith(120)).isFalse();
  }

  @Test
  void looksAtTheDiskNoMoreOftenThanItIsTold() {
    assertThat(disk.isLow()).isFalse();
    free = 0;
    assertThat(disk.isLow()).isFalse();
    now += Duration.ofSeconds(1).toNanos();
    assertThat(disk.isLow()).isTrue();
  }

  @Test
  void whatCannotBeKnownChangesNothing() {
    assertThat(isLowWith(1)).isTrue();
    now += Duration.ofSeconds(1).toNanos();
    free = -1;
    assertThat(disk.isLow()).isTrue();
  }

  @Test
  void marksInTheWrongOrderAreRefused() {
    assertThatThrownBy(
            () ->
                new PressureProperties(
                    DataSize.ofMegabytes(2),
                    DataSize.ofMegabytes(1),
                    Duration.ofSeconds(1),
                    1,
                    DataSize.ofKilobytes(1)))
        .hasMessageContaining("disk-resume");
  }

  @Test
  void countsRequestsAndBytesInFlight() {
    InFlight inFlight = new InFlight(2, 100);
    assertThat(inFlight.enter(1_000)).as("a large one when alone").isTrue();
    assertThat(inFlight.enter(1)).isFalse();
    inFlight.leave(1_000);
    assertThat(inFlight.enter(60)).isTrue();
    assertThat(inFlight.enter(60)).isFalse();
    assertThat(inFlight.enter(40)).isTrue();
    assertThat(inFlight.enter(0)).as("the third").isFalse();
  }

  private boolean isLowWith(long mebibytes) {
    free = mebibytes * MIB;
    now += Duration.ofSeconds(1).toNanos();
    return disk.isLow();
  }
}
