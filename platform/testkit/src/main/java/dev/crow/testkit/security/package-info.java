/** Callers for tests: an issuer whose tokens every service accepts. */
@NullMarked
package dev.crow.testkit.security;

import org.jspecify.annotations.NullMarked;
