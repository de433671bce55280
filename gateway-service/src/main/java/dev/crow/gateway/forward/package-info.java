/** Carries a request to its service and the answer back, both as streams. */
@NullMarked
package dev.crow.gateway.forward;

import org.jspecify.annotations.NullMarked;
