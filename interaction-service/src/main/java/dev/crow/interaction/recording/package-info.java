/** Hands out what pages recorded of the sessions that interactions tell of. */
@NullMarked
package dev.crow.interaction.recording;

import org.jspecify.annotations.NullMarked;
