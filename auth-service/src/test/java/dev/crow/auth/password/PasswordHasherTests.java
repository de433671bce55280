package dev.crow.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PasswordHasherTests {

  private final PasswordHasher hasher =
      new PasswordHasher(new PasswordProperties(19_456, 2, 2, 1, Duration.ofSeconds(20), 10));

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
        new PasswordHasher(new PasswordProperties(19_456, 3, 2, 1, Duration.ofSeconds(20), 10));
    String old = hasher.hash("Kranich-7-Teich!");
    assertThat(hasher.isOutdated(old)).isFalse();
    assertThat(dearer.matches("Kranich-7-Teich!", old)).isTrue();
    assertThat(dearer.isOutdated(old)).isTrue();
  }

  @Test
  void asksToComeAgainWhenTooManyWait() throws Exception {
    PasswordHasher impatient =
        new PasswordHasher(new PasswordProperties(65_536, 10, 1, 1, Duration.ZERO, 10));
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

  @Test
  void refusesAtOnceWhoeverComesWhenEnoughWait() {
    PasswordHasher full =
        new PasswordHasher(new PasswordProperties(65_536, 10, 1, 0.05, Duration.ofSeconds(20), 0));
    full.hash("Kranich-7-Teich!");
    // The turn rests for a second now. Whoever waited for it would get it well within 20 seconds.
    assertThatThrownBy(() -> full.hash("Kranich-7-Teich!")).isInstanceOf(ApiException.class);
  }

  @Test
  void restsAsLongAsItsShareWants() {
    PasswordHasher resting =
        new PasswordHasher(new PasswordProperties(19_456, 2, 1, 0.3, Duration.ZERO, 10));
    resting.hash("Kranich-7-Teich!");
    assertThatThrownBy(() -> resting.hash("Kranich-7-Teich!")).isInstanceOf(ApiException.class);
    Awaitility.await()
        .ignoreExceptions()
        .until(() -> resting.hash("Kranich-7-Teich!").startsWith("$argon2id$"));
  }
}
