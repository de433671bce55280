/** Tests of the whole service over HTTP. */
@NullMarked
package dev.crow.user;

import org.jspecify.annotations.NullMarked;
