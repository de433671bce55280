/** Finds the credential of a request and exchanges it for an internal token. */
@NullMarked
package dev.crow.gateway.credential;

import org.jspecify.annotations.NullMarked;
