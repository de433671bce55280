/** Usage, bills, and what visitors do over time. */
@NullMarked
package dev.crow.analytics;

import org.jspecify.annotations.NullMarked;
