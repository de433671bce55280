/** Tests of the gateway. */
@NullMarked
package dev.crow.gateway.entry;

import org.jspecify.annotations.NullMarked;
