/** Comparing shares: intervals, tests, and the control of false discoveries. */
@NullMarked
package dev.crow.pattern.statistics;

import org.jspecify.annotations.NullMarked;
