@NullMarked
package dev.crow.images;

import org.jspecify.annotations.NullMarked;
