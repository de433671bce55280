/** Internal tokens: signed here, and the public keys others verify them with. */
@NullMarked
package dev.crow.auth.token;

import org.jspecify.annotations.NullMarked;
