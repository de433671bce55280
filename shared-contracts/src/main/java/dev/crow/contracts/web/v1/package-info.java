/** The web channel, version 1: events as accepted, and sessions as closed. */
@NullMarked
package dev.crow.contracts.web.v1;

import org.jspecify.annotations.NullMarked;
