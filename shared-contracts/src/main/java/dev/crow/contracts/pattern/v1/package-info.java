/** Patterns, as pattern-service announces them. */
@NullMarked
package dev.crow.contracts.pattern.v1;

import org.jspecify.annotations.NullMarked;
