/** Turns closed sessions into described, searchable interactions. */
@NullMarked
package dev.crow.interaction;

import org.jspecify.annotations.NullMarked;
