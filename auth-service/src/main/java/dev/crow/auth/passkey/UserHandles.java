package dev.crow.auth.passkey;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What an authenticator keeps to tell whose a passkey is: the user's id, which names nobody. */
final class UserHandles {

  private UserHandles() {}

  static String of(String userId) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(userId.getBytes(StandardCharsets.US_ASCII));
  }
}
