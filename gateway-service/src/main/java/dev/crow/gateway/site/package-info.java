/** Serves the clients' built files, and those that are one page each for all their addresses. */
@NullMarked
package dev.crow.gateway.site;

import org.jspecify.annotations.NullMarked;
