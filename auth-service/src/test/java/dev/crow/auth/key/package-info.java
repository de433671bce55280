/** Tests of API keys. */
@NullMarked
package dev.crow.auth.key;

import org.jspecify.annotations.NullMarked;
