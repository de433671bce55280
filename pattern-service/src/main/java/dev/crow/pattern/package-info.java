/** Finds patterns in interactions, and says how sure they are. */
@NullMarked
package dev.crow.pattern;

import org.jspecify.annotations.NullMarked;
