/** Long work that people can watch and stop: imports and discoveries. */
@NullMarked
package dev.crow.product.job;

import org.jspecify.annotations.NullMarked;
