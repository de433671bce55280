/** Tests of what is read from pages. */
@NullMarked
package dev.crow.product.discovery;

import org.jspecify.annotations.NullMarked;
