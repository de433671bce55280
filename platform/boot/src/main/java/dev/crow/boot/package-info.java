/** What lets services that share one class path start as if each were alone. */
@NullMarked
package dev.crow.boot;

import org.jspecify.annotations.NullMarked;
