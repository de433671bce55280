/** Tests of the gateway. */
@NullMarked
package dev.crow.gateway.cors;

import org.jspecify.annotations.NullMarked;
