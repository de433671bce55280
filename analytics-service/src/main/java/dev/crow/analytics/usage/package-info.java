/** What organizations use: a journal of single uses, and their sums by day. */
@NullMarked
package dev.crow.analytics.usage;

import org.jspecify.annotations.NullMarked;
