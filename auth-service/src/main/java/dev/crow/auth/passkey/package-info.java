/** Passkeys: signing in with a key that an authenticator holds (WebAuthn). */
@NullMarked
package dev.crow.auth.passkey;

import org.jspecify.annotations.NullMarked;
