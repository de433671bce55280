/** The record of interactions, on the real database and object store. */
@NullMarked
package dev.crow.interaction.ledger;

import org.jspecify.annotations.NullMarked;
