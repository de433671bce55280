/** Records of exports: rows of any service on their way into one file. */
@NullMarked
package dev.crow.contracts.export.v1;

import org.jspecify.annotations.NullMarked;
