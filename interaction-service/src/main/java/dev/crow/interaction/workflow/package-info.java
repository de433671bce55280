/** Workflows as their runs: what was done, what is left, and what stands in the way. */
@NullMarked
package dev.crow.interaction.workflow;

import org.jspecify.annotations.NullMarked;
