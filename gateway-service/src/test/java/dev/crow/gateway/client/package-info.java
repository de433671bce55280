/** Tests of the gateway. */
@NullMarked
package dev.crow.gateway.client;

import org.jspecify.annotations.NullMarked;
