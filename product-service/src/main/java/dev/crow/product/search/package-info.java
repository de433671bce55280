/** Products by meaning and words, and what is like them. */
@NullMarked
package dev.crow.product.search;

import org.jspecify.annotations.NullMarked;
