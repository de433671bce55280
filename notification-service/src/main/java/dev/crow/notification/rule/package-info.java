/**
 * Rules that organizations make: which patterns, budgets and troubles of ingestion they want to
 * know of.
 */
@NullMarked
package dev.crow.notification.rule;

import org.jspecify.annotations.NullMarked;
