package dev.crow.system.faults.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class RedirectionTests {

  private static final long HOUR = 3_600_000;

  /** Asks in both ways there are. */
  static final class Asking implements LongSupplier {

    static final LongSupplier REFERENCE = System::currentTimeMillis;
    static final long WIDE = 0x0123_4567_89AB_CDEFL;
    static final double BROAD = 3.5;

    @Override
    public long getAsLong() {
      return Math.min(System.currentTimeMillis(), REFERENCE.getAsLong()) + (WIDE - WIDE);
    }
  }

  @Test
  void aClassThatAsksTheMachineIsToldBySetClock() throws Exception {
    byte[] asking = Objects.requireNonNull(Redirection.of(bytesOf(Asking.class)));
    LongSupplier clock =
        (LongSupplier)
            MethodHandles.lookup()
                .defineHiddenClass(asking, true)
                .lookupClass()
                .getDeclaredConstructor()
                .newInstance();
    SetClock.set(HOUR);
    try {
      assertThat(clock.getAsLong() - System.currentTimeMillis()).isBetween(HOUR - 60_000, HOUR);
    } finally {
      SetClock.set(0);
    }
  }

  @Test
  void tellsTheClassesOfTimeAsTheyAsk() {
    long second = System.currentTimeMillis() / 1_000;
    SetClock.set(HOUR);
    try {
      assertThat(SetClock.getNanoTimeAdjustment(second)).isGreaterThanOrEqualTo(HOUR * 1_000_000);
      assertThat(SetClock.getNanoTimeAdjustment(0)).isPositive();
      assertThat(SetClock.getNanoTimeAdjustment(-(1L << 33))).isEqualTo(-1);
    } finally {
      SetClock.set(0);
    }
  }

  @Test
  void leavesAClassAloneThatDoesNotAsk() throws Exception {
    assertThat(Redirection.of(bytesOf(Redirection.class))).isNull();
  }

  private static byte[] bytesOf(Class<?> type) throws IOException {
    String name = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (InputStream code = type.getResourceAsStream(name)) {
      return Objects.requireNonNull(code).readAllBytes();
    }
  }
}
