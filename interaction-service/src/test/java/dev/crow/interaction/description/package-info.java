/** Tests of the offline describer. */
@NullMarked
package dev.crow.interaction.description;

import org.jspecify.annotations.NullMarked;
