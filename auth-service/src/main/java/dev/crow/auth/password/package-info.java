/** Passwords: which are refused, and how they are hashed. */
@NullMarked
package dev.crow.auth.password;

import org.jspecify.annotations.NullMarked;
