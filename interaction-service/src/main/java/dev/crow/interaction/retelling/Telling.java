package dev.crow.interaction.retelling;

import dev.crow.interaction.ledger.InteractionDetails;

/**
 * The words that are not shown.
 *
 * @param interactionId of which interaction
 * @param version of the interaction
 * @param promoted whether the new words are shown, and these are the old ones
 * @param description the words
 * @param generator what wrote them
 * @param details of the interaction in these words
 */
record Telling(
    String interactionId,
    int version,
    boolean promoted,
    String description,
    String generator,
    InteractionDetails details) {}
