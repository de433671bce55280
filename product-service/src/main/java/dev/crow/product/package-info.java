/** The catalogue: products, imports, discovery from websites, search. */
@NullMarked
package dev.crow.product;

import org.jspecify.annotations.NullMarked;
