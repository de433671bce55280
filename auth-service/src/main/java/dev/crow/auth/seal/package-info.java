/** Random secrets, their hashes, and what has to be kept encrypted. */
@NullMarked
package dev.crow.auth.seal;

import org.jspecify.annotations.NullMarked;
