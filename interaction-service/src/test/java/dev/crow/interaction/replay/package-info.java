/** Replay of archived sessions, on the real database, broker and object store. */
@NullMarked
package dev.crow.interaction.replay;

import org.jspecify.annotations.NullMarked;
