/** Token buckets per key, address and organization. */
@NullMarked
package dev.crow.gateway.limit;

import org.jspecify.annotations.NullMarked;
