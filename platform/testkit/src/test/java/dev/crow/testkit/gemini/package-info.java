/** The suite's own client against the fake. */
@NullMarked
package dev.crow.testkit.gemini;

import org.jspecify.annotations.NullMarked;
