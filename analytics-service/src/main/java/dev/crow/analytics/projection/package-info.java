/** This service's own copy of what visitors did, and what is counted of it. */
@NullMarked
package dev.crow.analytics.projection;

import org.jspecify.annotations.NullMarked;
