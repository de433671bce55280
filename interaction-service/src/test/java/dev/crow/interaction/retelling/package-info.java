/** Tests of this package. */
@NullMarked
package dev.crow.interaction.retelling;

import org.jspecify.annotations.NullMarked;
