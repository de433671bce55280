/** Says in plain language what happened in a session, sentence by sentence with its evidence. */
@NullMarked
package dev.crow.interaction.description;

import org.jspecify.annotations.NullMarked;
