/** Interactions, version 1. */
@NullMarked
package dev.crow.contracts.interaction.v1;

import org.jspecify.annotations.NullMarked;
