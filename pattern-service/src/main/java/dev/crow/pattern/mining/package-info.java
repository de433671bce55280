/** Finds out which counts differ from what they should be like. */
@NullMarked
package dev.crow.pattern.mining;

import org.jspecify.annotations.NullMarked;
