/** Profile pictures. */
@NullMarked
package dev.crow.user.picture;

import org.jspecify.annotations.NullMarked;
