/** Signing in and out, and who is signed in. */
@NullMarked
package dev.crow.auth.session;

import org.jspecify.annotations.NullMarked;
