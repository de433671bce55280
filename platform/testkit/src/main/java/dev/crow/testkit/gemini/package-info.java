/** Gemini's API as far as the suite uses it, on a local port. */
@NullMarked
package dev.crow.testkit.gemini;

import org.jspecify.annotations.NullMarked;
