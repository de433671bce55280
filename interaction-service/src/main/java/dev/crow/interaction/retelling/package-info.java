/** Tells interactions in other words, shows the difference, and lets people choose. */
@NullMarked
package dev.crow.interaction.retelling;

import org.jspecify.annotations.NullMarked;
