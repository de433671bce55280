package dev.crow.auth.passkey;

import java.util.Collection;

/**
 * Names a credential to a browser.
 *
 * @param type always {@code public-key}
 * @param id the authenticator's, base64url
 * @param transports how it is reached
 */
record Descriptor(String type, String id, Collection<String> transports) {

  static final String TYPE = "public-key";

  static Descriptor of(Passkey passkey) {
    return new Descriptor(TYPE, passkey.credentialId(), passkey.transports());
  }
}
