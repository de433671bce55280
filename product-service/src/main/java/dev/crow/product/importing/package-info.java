/** Catalogues from files: CSV, JSON and lines of JSON. */
@NullMarked
package dev.crow.product.importing;

import org.jspecify.annotations.NullMarked;
