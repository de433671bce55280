/** Who is calling: internal tokens, the caller they name, and the secret services share. */
@NullMarked
package dev.crow.security;

import org.jspecify.annotations.NullMarked;
