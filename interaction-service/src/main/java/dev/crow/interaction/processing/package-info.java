/** From a closed session to a recorded interaction. */
@NullMarked
package dev.crow.interaction.processing;

import org.jspecify.annotations.NullMarked;
