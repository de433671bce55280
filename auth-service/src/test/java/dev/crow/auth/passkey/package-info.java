/** Tests of the settings of passkeys. */
@NullMarked
package dev.crow.auth.passkey;

import org.jspecify.annotations.NullMarked;
