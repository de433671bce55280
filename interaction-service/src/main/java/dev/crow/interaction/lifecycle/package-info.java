/** What becomes of interactions in time: the archive, and the end of their retention. */
@NullMarked
package dev.crow.interaction.lifecycle;

import org.jspecify.annotations.NullMarked;
