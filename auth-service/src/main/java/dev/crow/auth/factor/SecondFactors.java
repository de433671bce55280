package dev.crow.auth.factor;

import dev.crow.auth.factor.FactorStore.Challenge;
import dev.crow.auth.factor.FactorStore.Stored;
import dev.crow.auth.seal.Seal;
import dev.crow.auth.seal.SecretTokens;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks for a second factor at sign-in, from those who set one up. */
@Service
public class SecondFactors {

  private static final Duration CHALLENGE_LIFETIME = Duration.ofMinutes(5);
  private static final int ATTEMPTS = 5;

  private final OneTimeCodes codes = new OneTimeCodes();
  private final FactorStore store;
  private final Seal seal;
  private final TransactionTemplate transaction;
  private final Clock clock;

  SecondFactors(FactorStore store, Seal seal, TransactionTemplate transaction, Clock clock) {
    this.store = store;
    this.seal = seal;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * @param userId who showed the right password
   * @return whether that is not enough
   */
  public boolean isNeeded(String userId) {
    return store.find(userId).filter(Stored::confirmed).isPresent();
  }

  /**
   * @param userId who showed the right password
   * @param remember whether the session shall outlive the browser
   * @return what to show with the code, within five minutes and five attempts
   */
  @Transactional
  public String challenge(String userId, boolean remember) {
    String token = SecretTokens.random();
    Instant now = clock.instant();
    store.addChallenge(
        SecretTokens.hash(token), userId, remember, now, now.plus(CHALLENGE_LIFETIME));
    return token;
  }

  /**
   * @param challenge from {@link #challenge}
   * @param code of the authenticator, or a recovery code
   * @return who passed
   * @throws ApiException {@code INVALID_CREDENTIALS}
   */
  public Passed pass(String challenge, String code) {
    // The refusal is thrown outside, since the counted attempt must stay counted.
    Optional<Passed> passed = transaction.execute(_ -> tryPass(challenge, code));
    if (passed == null || passed.isEmpty()) {
      throw new ApiException(ErrorCode.INVALID_CREDENTIALS, "The code is wrong or too old.");
    }
    return passed.get();
  }

  private Optional<Passed> tryPass(String challenge, String code) {
    String hash = SecretTokens.hash(challenge);
    Challenge asked = store.findChallenge(hash).orElse(null);
    if (asked == null) {
      return Optional.empty();
    }
    Stored factor = store.find(asked.userId()).filter(Stored::confirmed).orElse(null);
    if (!store.tryChallenge(hash, ATTEMPTS, clock.instant())
        || factor == null
        || !isRight(asked.userId(), factor, code)) {
      return Optional.empty();
    }
    store.deleteChallenge(hash);
    return Optional.of(new Passed(asked.userId(), asked.remember()));
  }

  private boolean isRight(String userId, Stored factor, String code) {
    return usesStep(userId, factor, code)
        || store.useRecovery(userId, SecretTokens.hash(normal(code)));
  }

  boolean usesStep(String userId, Stored factor, String code) {
    var step = codes.stepOf(seal.open(factor.sealed(), userId), code.strip(), clock.instant());
    return step.isPresent() && store.useStep(userId, step.getAsLong());
  }

  static String normal(String recoveryCode) {
    return recoveryCode.strip().toUpperCase(Locale.ROOT).replace("-", "");
  }

  /**
   * Somebody who showed both.
   *
   * @param userId who
   * @param remember what was asked for with the password
   */
  public record Passed(String userId, boolean remember) {}
}
