/** Tells archived sessions once more, the way they were told the first time. */
@NullMarked
package dev.crow.interaction.replay;

import org.jspecify.annotations.NullMarked;
