/** Token buckets per key, person, address and organization, alone or with other gateways. */
@NullMarked
package dev.crow.gateway.limit;

import org.jspecify.annotations.NullMarked;
