/** Tests of the caches' configuration; what they do is tested by the kit in crow-testkit. */
@NullMarked
package dev.crow.cache;

import org.jspecify.annotations.NullMarked;
