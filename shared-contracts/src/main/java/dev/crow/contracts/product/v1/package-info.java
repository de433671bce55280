/** What changes in catalogues, version 1. */
@NullMarked
package dev.crow.contracts.product.v1;

import org.jspecify.annotations.NullMarked;
