/** Finding interactions by meaning and by words. */
@NullMarked
package dev.crow.interaction.search;

import org.jspecify.annotations.NullMarked;
