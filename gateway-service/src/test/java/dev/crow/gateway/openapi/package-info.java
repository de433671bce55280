/** Tests of the gateway. */
@NullMarked
package dev.crow.gateway.openapi;

import org.jspecify.annotations.NullMarked;
