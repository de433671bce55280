/** Answers questions on what visitors did: trends, funnels, retention, paths, distributions. */
@NullMarked
package dev.crow.analytics.trends;

import org.jspecify.annotations.NullMarked;
