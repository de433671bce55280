/** Tests of the gateway. */
@NullMarked
package dev.crow.gateway.route;

import org.jspecify.annotations.NullMarked;
