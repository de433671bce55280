package dev.crow.cache;

import java.time.Instant;
import java.util.Optional;

/**
 * An answer, and how old it is.
 *
 * @param value the answer; empty says that there is none
 * @param asked when its look-up began; anything that changed later may be missing from it
 * @param until when it is forgotten
 */
record Entry<V>(Optional<V> value, Instant asked, Instant until) {}
