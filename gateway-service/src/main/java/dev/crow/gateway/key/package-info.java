/** Finds the API key of a request and exchanges it for an internal token. */
@NullMarked
package dev.crow.gateway.key;

import org.jspecify.annotations.NullMarked;
