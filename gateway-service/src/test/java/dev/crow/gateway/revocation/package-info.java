/** Tests of the gateway. */
@NullMarked
package dev.crow.gateway.revocation;

import org.jspecify.annotations.NullMarked;
