/** Tests of the gateway. */
@NullMarked
package dev.crow.gateway;

import org.jspecify.annotations.NullMarked;
