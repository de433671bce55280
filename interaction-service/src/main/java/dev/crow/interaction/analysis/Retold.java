package dev.crow.interaction.analysis;

import dev.crow.interaction.description.Sentence;
import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.ledger.InteractionDetails;
import java.util.List;
import java.util.Objects;

/** Puts a model's words in the place of others; everything else of an interaction stays. */
public final class Retold {

  private Retold() {}

  /**
   * @param interaction as it is stored
   * @param sentences that hold
   * @param generator what wrote them
   * @param cost in millionths of a US dollar, added to what it cost before
   * @return the interaction in those words
   */
  public static Interaction with(
      Interaction interaction, List<Sentence> sentences, String generator, long cost) {
    InteractionDetails old = interaction.details();
    InteractionDetails details =
        new InteractionDetails(
            old.products(),
            sentences.stream()
                .map(s -> new InteractionDetails.Evidence(s.text(), s.eventIds()))
                .toList(),
            old.tags(),
            old.closeReason(),
            old.duplicates(),
            old.context(),
            old.eventIds(),
            old.assessment(),
            Objects.requireNonNullElse(old.cost(), 0L) + cost);
    return new Interaction(
        interaction.id(),
        interaction.organizationId(),
        interaction.source(),
        interaction.sessionId(),
        interaction.run(),
        interaction.version(),
        String.join(" ", sentences.stream().map(Sentence::text).toList()),
        interaction.outcome(),
        interaction.confidence(),
        generator,
        interaction.eventCount(),
        interaction.startedAt(),
        interaction.endedAt(),
        interaction.createdAt(),
        details);
  }
}
