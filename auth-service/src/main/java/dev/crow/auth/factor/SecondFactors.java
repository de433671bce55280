package dev.crow.auth.factor;

import dev.crow.auth.account.Account;
import dev.crow.auth.factor.FactorStore.Challenge;
import dev.crow.auth.factor.FactorStore.Stored;
import dev.crow.auth.seal.SecretTokens;
import dev.crow.security.Seal;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
  private final PasskeyHolders passkeys;
  private final Seal seal;
  private final TransactionTemplate transaction;
  private final Clock clock;

  SecondFactors(
      FactorStore store,
      PasskeyHolders passkeys,
      Seal seal,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.passkeys = passkeys;
    this.seal = seal;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * @param account of somebody who showed the right password
   * @return with what else they can show who they are, best first; empty if the password is enough
   */
  public List<String> methods(Account account) {
    List<String> methods = new ArrayList<>();
    if (passkeys.has(account)) {
      methods.add("passkey");
    }
    if (store.find(account.id()).filter(Stored::confirmed).isPresent()) {
      methods.add("code");
    }
    if (!methods.isEmpty() && store.countRecovery(account.id()) > 0) {
      methods.add("recovery-code");
    }
    return List.copyOf(methods);
  }

  /**
   * @param account of somebody who showed the right password
   * @param remember whether the session shall outlive the browser
   * @return what to show with the second factor, within five minutes and five attempts
   */
  @Transactional
  public String challenge(Account account, boolean remember) {
    String token = SecretTokens.random();
    Instant now = clock.instant();
    store.addChallenge(
        SecretTokens.hash(token), account, remember, now, now.plus(CHALLENGE_LIFETIME));
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

  /**
   * @param challenge from {@link #challenge}
   * @return whose it is, and how {@link #passByPasskey} knows it
   * @throws ApiException {@code INVALID_CREDENTIALS}
   */
  public Waiting waiting(String challenge) {
    String hash = SecretTokens.hash(challenge);
    return store
        .findChallenge(hash, clock.instant())
        .map(found -> new Waiting(found.userId(), hash))
        .orElseThrow(SecondFactors::tooLate);
  }

  /**
   * @param signIn of {@link Waiting}, by a passkey of the same person
   * @param userId whose passkey it was
   * @return who passed
   * @throws ApiException {@code INVALID_CREDENTIALS} if the sign-in is over
   */
  @Transactional
  public Passed passByPasskey(String signIn, String userId) {
    return store
        .findChallenge(signIn, clock.instant())
        .filter(found -> found.userId().equals(userId) && store.deleteChallenge(signIn))
        .map(found -> new Passed(userId, found.remember()))
        .orElseThrow(SecondFactors::tooLate);
  }

  private static ApiException tooLate() {
    return new ApiException(ErrorCode.INVALID_CREDENTIALS, "Sign in again.");
  }

  private Optional<Passed> tryPass(String challenge, String code) {
    String hash = SecretTokens.hash(challenge);
    Challenge asked = store.findChallenge(hash, clock.instant()).orElse(null);
    if (asked == null) {
      return Optional.empty();
    }
    Stored factor = store.find(asked.userId()).filter(Stored::confirmed).orElse(null);
    if (!store.tryChallenge(hash, ATTEMPTS, clock.instant())
        || !isRight(asked.userId(), factor, code)
        || !store.deleteChallenge(hash)) {
      return Optional.empty();
    }
    return Optional.of(new Passed(asked.userId(), asked.remember()));
  }

  private boolean isRight(String userId, @Nullable Stored factor, String code) {
    return (factor != null && usesStep(userId, factor, code))
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
   * Somebody who has yet to show the second.
   *
   * @param userId who
   * @param signIn names the sign-in; of no use to anybody else
   */
  public record Waiting(String userId, String signIn) {}

  /**
   * Somebody who showed both.
   *
   * @param userId who
   * @param remember what was asked for with the password
   */
  public record Passed(String userId, boolean remember) {}
}
