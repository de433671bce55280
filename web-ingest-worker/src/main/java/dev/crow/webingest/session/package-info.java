/** Sessions: one key, one writer, closed by in-band ticks and never by a wall clock. */
@NullMarked
package dev.crow.webingest.session;

import org.jspecify.annotations.NullMarked;
