/** Tests of hashing. */
@NullMarked
package dev.crow.auth.password;

import org.jspecify.annotations.NullMarked;
