package dev.crow.auth.factor;

import dev.crow.auth.account.Account;
import dev.crow.auth.factor.FactorStore.Stored;
import dev.crow.auth.seal.SecretTokens;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Codes for the day when the device with the second factor is lost. Each works once. */
@Service
public class RecoveryCodes {

  private static final int CODES = 10;
  private static final int LENGTH = 20;
  private static final int HALF = LENGTH / 2;

  private final OneTimeCodes random = new OneTimeCodes();
  private final FactorStore store;
  private final PasskeyHolders passkeys;

  RecoveryCodes(FactorStore store, PasskeyHolders passkeys) {
    this.store = store;
    this.passkeys = passkeys;
  }

  /**
   * Inside a transaction.
   *
   * @param account whose
   * @return new ones in clear, for this one answer; empty if the person still has some
   */
  @Transactional
  public List<String> issueUnlessThereAreSome(Account account) {
    return store.countRecovery(account.id()) > 0 ? List.of() : issue(account);
  }

  /** Replaces what there is. Returns the codes in clear, for one answer. */
  @Transactional
  public List<String> issue(Account account) {
    List<String> codes =
        Stream.generate(random::secret)
            .limit(CODES)
            .map(text -> text.substring(0, HALF) + "-" + text.substring(HALF, LENGTH))
            .toList();
    store.setRecovery(
        account.organizationId(),
        account.id(),
        codes.stream().map(SecondFactors::normal).map(SecretTokens::hash).toList());
    return codes;
  }

  /**
   * Inside a transaction: without a second factor there is nothing to recover from.
   *
   * @param account whose
   */
  @Transactional
  public void dropIfUseless(Account account) {
    if (store.find(account.id()).filter(Stored::confirmed).isEmpty() && !passkeys.has(account)) {
      store.setRecovery(account.organizationId(), account.id(), List.of());
    }
  }
}
