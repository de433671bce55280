/** The contract kits of caches, on every implementation. */
@NullMarked
package dev.crow.testkit.cache;

import org.jspecify.annotations.NullMarked;
