/** Erasure and export of what this service holds on organizations. */
@NullMarked
package dev.crow.product.personaldata;

import org.jspecify.annotations.NullMarked;
