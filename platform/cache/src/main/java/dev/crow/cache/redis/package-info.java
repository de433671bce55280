/** Answers shared in a store that speaks the Redis protocol. */
@NullMarked
package dev.crow.cache.redis;

import org.jspecify.annotations.NullMarked;
