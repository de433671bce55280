package dev.crow.auth.passkey;

import java.util.List;

/**
 * What a browser needs to use a passkey, as {@code PublicKeyCredential.parseRequestOptionsFromJSON}
 * takes it.
 *
 * @param challenge what is to be signed, base64url
 * @param timeout in milliseconds
 * @param rpId the domain the passkey is for
 * @param allowCredentials the ones that may answer; empty if the person chooses
 * @param userVerification whether the device has to recognize the person
 */
public record RequestOptions(
    String challenge,
    long timeout,
    String rpId,
    List<Descriptor> allowCredentials,
    String userVerification) {

  @Override
  public String toString() {
    return "RequestOptions[]";
  }
}
