/** Tests of the gateway. */
@NullMarked
package dev.crow.gateway.key;

import org.jspecify.annotations.NullMarked;
