package dev.crow.demo.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTests {

  private static final Instant NOW = Instant.parse("2026-10-14T15:00:00Z");

  @Test
  void readsSeconds() {
    assertThat(read("120")).contains(Duration.ofMinutes(2));
  }

  @Test
  void readsADateAndWaitsForNoneThatHasPassed() {
    assertThat(read("Wed, 14 Oct 2026 15:00:30 GMT")).contains(Duration.ofSeconds(30));
    assertThat(read("Wed, 14 Oct 2026 14:00:00 GMT")).contains(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "99999999999999999999"})
  void ignoresAnythingElse(String value) {
    assertThat(read(value)).isEmpty();
  }

  private static Optional<Duration> read(String value) {
    return RetryAfter.read(
        HttpHeaders.of(Map.of("Retry-After", List.of(value)), (_, _) -> true), NOW);
  }
}
