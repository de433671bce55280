/** Decides whether a request gets in, and wires the routes. */
@NullMarked
package dev.crow.gateway.entry;

import org.jspecify.annotations.NullMarked;
