/** Tests of the whole service over HTTP. */
@NullMarked
package dev.crow.organization;

import org.jspecify.annotations.NullMarked;
