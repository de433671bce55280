/** Tests of the gateway. */
@NullMarked
package dev.crow.gateway.forward;

import org.jspecify.annotations.NullMarked;
