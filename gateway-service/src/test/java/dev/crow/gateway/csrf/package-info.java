/** Tests of the gateway. */
@NullMarked
package dev.crow.gateway.csrf;

import org.jspecify.annotations.NullMarked;
