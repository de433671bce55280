/** Tests of the whole service over HTTP. */
@NullMarked
package dev.crow.auth;

import org.jspecify.annotations.NullMarked;
