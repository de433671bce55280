/** Tests of the service. */
@NullMarked
package dev.crow.product;

import org.jspecify.annotations.NullMarked;
