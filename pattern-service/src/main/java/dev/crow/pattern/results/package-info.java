/** Counts and patterns as they are stored, and read over HTTP. */
@NullMarked
package dev.crow.pattern.results;

import org.jspecify.annotations.NullMarked;
