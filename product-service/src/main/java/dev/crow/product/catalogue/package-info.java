/** Products: what is known of them, how it changes, and what it was before. */
@NullMarked
package dev.crow.product.catalogue;

import org.jspecify.annotations.NullMarked;
