/** Tests of the gateway. */
@NullMarked
package dev.crow.gateway.limit;

import org.jspecify.annotations.NullMarked;
