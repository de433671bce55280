/** API keys: their form, their storage as hashes, and who holds one. */
@NullMarked
package dev.crow.auth.key;

import org.jspecify.annotations.NullMarked;
