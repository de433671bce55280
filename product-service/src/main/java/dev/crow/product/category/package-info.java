/** Categories: the tree that products hang in. */
@NullMarked
package dev.crow.product.category;

import org.jspecify.annotations.NullMarked;
