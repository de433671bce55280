package dev.crow.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.gateway.client.ClientAddress;
import dev.crow.gateway.route.RouteClass;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimiterTests {

  private static final Limit FIVE = Limit.of("1/1h burst 5");

  private static RateLimiter limiter(boolean enabled) {
    return new RateLimiter(limits(enabled), new LocalBuckets(1000));
  }

  static LimitProperties limits(boolean enabled) {
    return new LimitProperties(
        enabled,
        LimitProperties.EMBEDDED,
        Duration.ofSeconds(1),
        2,
        1000,
        new ClassLimits.Ingest(FIVE, FIVE, FIVE, FIVE),
        new ClassLimits.Api(FIVE, FIVE, FIVE),
        new ClassLimits.Auth(FIVE, FIVE),
        new ClassLimits.Anybody(FIVE, FIVE));
  }

  private static boolean granted(RateLimiter limiter, RouteClass kind, Scope scope, String id) {
    return limiter.take(kind, scope, id).map(Allowance::granted).orElse(true);
  }

  @Test
  void aThousandAddressesOfOneNetworkShareABucket() {
    RateLimiter limiter = limiter(true);

    long granted =
        IntStream.range(0, 1000)
            .mapToObj(
                i -> ClientAddress.of("2001:db8:1:2:" + Integer.toHexString(i) + "::1").household())
            .filter(id -> granted(limiter, RouteClass.INGEST, Scope.ADDRESS, id))
            .count();

    assertThat(granted).isEqualTo(5);
  }

  @Test
  void differentCallersAndKindsOfTrafficDoNotShareABucket() {
    RateLimiter limiter = limiter(true);
    IntStream.range(0, 5).forEach(_ -> granted(limiter, RouteClass.API, Scope.CREDENTIAL, "a"));

    assertThat(granted(limiter, RouteClass.API, Scope.CREDENTIAL, "a")).isFalse();
    assertThat(granted(limiter, RouteClass.API, Scope.CREDENTIAL, "b")).isTrue();
    assertThat(granted(limiter, RouteClass.INGEST, Scope.CREDENTIAL, "a")).isTrue();
    assertThat(granted(limiter, RouteClass.API, Scope.ORGANIZATION, "a")).isTrue();
  }

  @Test
  void canBeSwitchedOff() {
    assertThat(limiter(false).take(RouteClass.API, Scope.CREDENTIAL, "a")).isEmpty();
  }

  @Test
  void readsLimitsAsText() {
    assertThat(Limit.of(" 20/1s burst 1000 "))
        .isEqualTo(new Limit(20, Duration.ofSeconds(1), 1000));
    assertThat(Limit.of("200/2m")).isEqualTo(new Limit(200, Duration.ofMinutes(2), 200));
    assertThat(Limit.of("1000/1h burst 1000").fillTime()).isEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "20", "20/s burst 5", "0/1s burst 5", "5/0s burst 5", "-1/1s burst 5"})
  void refusesLimitsItCannotRead(String text) {
    assertThatThrownBy(() -> Limit.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
