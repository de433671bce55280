package dev.crow.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.gateway.route.RouteClass;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimiterTests {

  private static final Limit FIVE = Limit.of("1/1h burst 5");

  private static RateLimiter limiter(boolean enabled) {
    return new RateLimiter(new LimitProperties(enabled, FIVE, FIVE, FIVE, FIVE, FIVE, FIVE, 1000));
  }

  private static boolean granted(RateLimiter limiter, RouteClass kind, Scope scope, String id) {
    return limiter.take(kind, scope, id).map(Allowance::granted).orElse(true);
  }

  @Test
  void aThousandAddressesOfOneNetworkShareABucket() {
    RateLimiter limiter = limiter(true);

    long granted =
        IntStream.range(0, 1000)
            .mapToObj(i -> ClientAddress.of("2001:db8:1:2:" + Integer.toHexString(i) + "::1"))
            .filter(id -> granted(limiter, RouteClass.INGEST, Scope.ADDRESS, id))
            .count();

    assertThat(granted).isEqualTo(5);
  }

  @Test
  void differentCallersAndKindsOfTrafficDoNotShareABucket() {
    RateLimiter limiter = limiter(true);
    IntStream.range(0, 5).forEach(_ -> granted(limiter, RouteClass.READ, Scope.KEY, "a"));

    assertThat(granted(limiter, RouteClass.READ, Scope.KEY, "a")).isFalse();
    assertThat(granted(limiter, RouteClass.READ, Scope.KEY, "b")).isTrue();
    assertThat(granted(limiter, RouteClass.INGEST, Scope.KEY, "a")).isTrue();
    assertThat(granted(limiter, RouteClass.READ, Scope.ORGANIZATION, "a")).isTrue();
  }

  @Test
  void canBeSwitchedOff() {
    assertThat(limiter(false).take(RouteClass.READ, Scope.KEY, "a")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 10.1.2.3",
    "::ffff:10.1.2.3, 10.1.2.3",
    "2001:db8:1:2:3:4:5:6, 20010db800010002",
    "2001:DB8:1:2::, 20010db800010002",
    "fe80::1%eth0, fe80000000000000",
    "0:0:0:0:0:0:0:1, 0000000000000000"
  })
  void anAddressBelongsToItsNetwork(String address, String network) {
    assertThat(ClientAddress.of(address)).isEqualTo(network);
  }

  @Test
  void readsLimitsAsText() {
    assertThat(Limit.of(" 20/1s burst 1000 "))
        .isEqualTo(new Limit(20, Duration.ofSeconds(1), 1000));
    assertThat(Limit.of("1000/1h burst 1000").fillTime()).isEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "20", "20/s burst 5", "0/1s burst 5", "5/0s burst 5", "-1/1s burst 5"})
  void refusesLimitsItCannotRead(String text) {
    assertThatThrownBy(() -> Limit.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
