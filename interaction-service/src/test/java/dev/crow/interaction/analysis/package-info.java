/** Tests of this package. */
@NullMarked
package dev.crow.interaction.analysis;

import org.jspecify.annotations.NullMarked;
