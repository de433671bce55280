/** The record of interactions: storing, reading, paging. */
@NullMarked
package dev.crow.interaction.ledger;

import org.jspecify.annotations.NullMarked;
