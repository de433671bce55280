/** A store that speaks the Redis protocol, for tests. */
@NullMarked
package dev.crow.testkit.redis;

import org.jspecify.annotations.NullMarked;
