package dev.crow.auth.passkey;

import dev.crow.auth.account.Account;
import java.util.List;

/**
 * What a browser needs to make a passkey, as {@code
 * PublicKeyCredential.parseCreationOptionsFromJSON} takes it. Times are in milliseconds, bytes
 * base64url.
 */
record CreationOptions(
    RelyingParty rp,
    User user,
    String challenge,
    List<Algorithm> pubKeyCredParams,
    long timeout,
    List<Descriptor> excludeCredentials,
    Selection authenticatorSelection,
    String attestation) {

  private static final String REQUIRED = "required";

  static CreationOptions of(
      PasskeyProperties properties, Account account, List<Passkey> known, String challenge) {
    return new CreationOptions(
        new RelyingParty(properties.relyingPartyId(), properties.name()),
        new User(UserHandles.of(account.id()), account.email(), account.name()),
        challenge,
        WebAuthn.ALGORITHMS.stream().map(id -> new Algorithm(Descriptor.TYPE, id)).toList(),
        properties.timeout().toMillis(),
        known.stream().map(Descriptor::of).toList(),
        new Selection(REQUIRED, true, REQUIRED),
        // Which maker's device it is makes no difference, so nobody is asked to reveal it.
        "none");
  }

  /** Leaves the challenge out. */
  @Override
  public String toString() {
    return "CreationOptions[]";
  }

  record RelyingParty(String id, String name) {}

  record User(String id, String name, String displayName) {
    @Override
    public String toString() {
      return "User[]";
    }
  }

  record Algorithm(String type, long alg) {}

  /** A passkey that is found without an address, by a person the device has recognized. */
  record Selection(String residentKey, boolean requireResidentKey, String userVerification) {}
}
