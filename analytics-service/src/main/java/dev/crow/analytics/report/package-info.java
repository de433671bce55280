/** What exported rows look like in a file, and what a report says of all of them. */
@NullMarked
package dev.crow.analytics.report;

import org.jspecify.annotations.NullMarked;
