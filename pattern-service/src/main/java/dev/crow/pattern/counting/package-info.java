/** What is counted of interactions: counts of days, and of longer periods as their sums. */
@NullMarked
package dev.crow.pattern.counting;

import org.jspecify.annotations.NullMarked;
