package dev.crow.webingest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.web.ApiException;
import dev.crow.webingest.session.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerPeriodTests {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:30Z");

  @Test
  void isTheLastHourUnlessAskedOtherwise() {
    LedgerPeriod period = LedgerPeriod.of(null, null, "1m", NOW);
    assertThat(period.from()).isEqualTo("2026-11-21T09:00:00Z");
    assertThat(period.to()).isEqualTo(NOW);
    assertThat(period.step()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void sumsMinutesIntoSteps() {
    LedgerPeriod period = LedgerPeriod.of(Instant.parse("2026-11-21T09:00:00Z"), NOW, "PT15M", NOW);
    SortedMap<Instant, LedgerEntry> minutes = new TreeMap<>();
    minutes.put(Instant.parse("2026-11-21T09:14:00Z"), received(1));
    minutes.put(Instant.parse("2026-11-21T09:15:00Z"), received(2));
    minutes.put(Instant.parse("2026-11-21T09:29:00Z"), received(3));
    SortedMap<Instant, LedgerEntry> steps = period.steps(minutes);
    assertThat(steps)
        .containsOnly(
            Map.entry(Instant.parse("2026-11-21T09:00:00Z"), received(1)),
            Map.entry(Instant.parse("2026-11-21T09:15:00Z"), received(5)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0m", "-1m", "30s", "90s", "a", "7", "99999999999999999999h"})
  void refusesAStepThatIsNoWholeMinutes(String step) {
    assertThatThrownBy(() -> LedgerPeriod.of(null, null, step, NOW))
        .isInstanceOf(ApiException.class);
  }

  @Test
  void refusesTooManyStepsAndPeriodsThatEndBeforeTheyBegin() {
    assertThatThrownBy(() -> LedgerPeriod.of(NOW.minus(Duration.ofDays(2)), NOW, "1m", NOW))
        .isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> LedgerPeriod.of(NOW, NOW.minusSeconds(60), "1m", NOW))
        .isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> LedgerPeriod.of(Instant.MIN, Instant.MAX, "1m", NOW))
        .isInstanceOf(ApiException.class);
  }

  private static LedgerEntry received(int events) {
    return new LedgerEntry(events, 0, 0, 0, 0, 0, 0, Map.of());
  }
}
