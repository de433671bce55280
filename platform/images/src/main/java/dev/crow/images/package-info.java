/** Safe, small variants of pictures that strangers send. */
@NullMarked
package dev.crow.images;

import org.jspecify.annotations.NullMarked;
