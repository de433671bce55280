/** One-time codes as a second factor. */
@NullMarked
package dev.crow.auth.factor;

import org.jspecify.annotations.NullMarked;
