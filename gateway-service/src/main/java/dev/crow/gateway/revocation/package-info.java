/** Forgets credentials as soon as they end. */
@NullMarked
package dev.crow.gateway.revocation;

import org.jspecify.annotations.NullMarked;
