/** Shows the events an interaction was told from. */
@NullMarked
package dev.crow.interaction.timeline;

import org.jspecify.annotations.NullMarked;
