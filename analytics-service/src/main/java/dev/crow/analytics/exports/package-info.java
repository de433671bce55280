/**
 * Exports and reports: files of interactions, patterns, products and figures, at once or by plan.
 */
@NullMarked
package dev.crow.analytics.exports;

import org.jspecify.annotations.NullMarked;
