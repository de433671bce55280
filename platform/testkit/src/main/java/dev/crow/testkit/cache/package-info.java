/** What every cache and every shared store must do. */
@NullMarked
package dev.crow.testkit.cache;

import org.jspecify.annotations.NullMarked;
