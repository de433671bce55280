/** The topics this service learns from. */
@NullMarked
package dev.crow.analytics.intake;

import org.jspecify.annotations.NullMarked;
