/** Paper: bills and reports are written on it. */
@NullMarked
package dev.crow.analytics.printing;

import org.jspecify.annotations.NullMarked;
