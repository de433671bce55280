/** Tests of the gateway. */
@NullMarked
package dev.crow.gateway.credential;

import org.jspecify.annotations.NullMarked;
