package dev.crow.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PasswordHasherTests {

  private final PasswordHasher hasher =
      new PasswordHasher(new PasswordProperties(19_456, 2, 2, Duration.ofSeconds(20)));

  @Test
  void hashesWithArgon2idAndItsCost() {
    String hash = hasher.hash("Kranich-7-Teich!");
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(hasher.hash("Kranich-7-Teich!")).isNotEqualTo(hash);
    assertThat(hasher.matches("Kranich-7-Teich!", hash)).isTrue();
    assertThat(hasher.matches("kranich-7-Teich!", hash)).isFalse();
    assertThat(hasher.matches("nobody's password", null)).isFalse();
  }

  @Test
  void tellsHashesOfAnotherCost() {
    PasswordHasher dearer =
        new PasswordHasher(new PasswordProperties(19_456, 3, 2, Duration.ofSeconds(20)));
    String old = hasher.hash("Kranich-7-Teich!");
    assertThat(hasher.isOutdated(old)).isFalse();
    assertThat(dearer.matches("Kranich-7-Teich!", old)).isTrue();
    assertThat(dearer.isOutdated(old)).isTrue();
  }

  @Test
  void asksToComeAgainWhenTooManyWait() throws Exception {
    PasswordHasher impatient =
        new PasswordHasher(new PasswordProperties(65_536, 10, 1, Duration.ZERO));
    List<ErrorCode> refused = new ArrayList<>();
    Callable<String> hash = () -> impatient.hash("Kranich-7-Teich!");
    try (ExecutorService many = Executors.newFixedThreadPool(8)) {
      for (var done : many.invokeAll(Collections.nCopies(8, hash))) {
        try {
          assertThat(done.get()).startsWith("$argon2id$");
        } catch (java.util.concurrent.ExecutionException e) {
          if (!(e.getCause() instanceof ApiException refusal)) {
            throw e;
          }
          refused.add(refusal.code());
          assertThat(refusal.retryAfter()).isPositive();
        }
      }
    }
    assertThat(refused).isNotEmpty().containsOnly(ErrorCode.SERVICE_UNAVAILABLE);
  }
}
