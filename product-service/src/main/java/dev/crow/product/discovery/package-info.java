/** Catalogues from websites: what a shop's own pages say of its products. */
@NullMarked
package dev.crow.product.discovery;

import org.jspecify.annotations.NullMarked;
