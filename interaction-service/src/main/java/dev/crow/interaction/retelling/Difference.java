package dev.crow.interaction.retelling;

import dev.crow.interaction.ledger.Interaction;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of one interaction, side by side.
 *
 * @param interactionId of which
 * @param oldWords as the interaction was told before the redescription
 * @param newWords as the redescription tells it
 * @param oldGenerator what wrote the old words
 * @param newGenerator what wrote the new words
 * @param gone sentences only the old words have
 * @param come sentences only the new words have
 * @param shown {@code old} or {@code new}
 * @param outdated whether the session was told anew since; then its words are not exchanged
 */
@Schema(name = "RedescriptionDifference")
record Difference(
    String interactionId,
    String oldWords,
    String newWords,
    String oldGenerator,
    String newGenerator,
    List<String> gone,
    List<String> come,
    String shown,
    boolean outdated) {

  static Difference of(Telling hidden, Interaction shown) {
    List<String> hiddenSentences =
        hidden.details().evidence().stream().map(e -> e.sentence()).toList();
    List<String> shownSentences =
        shown.details().evidence().stream().map(e -> e.sentence()).toList();
    boolean promoted = hidden.promoted();
    return new Difference(
        shown.id(),
        promoted ? hidden.description() : shown.description(),
        promoted ? shown.description() : hidden.description(),
        promoted ? hidden.generator() : shown.generator(),
        promoted ? shown.generator() : hidden.generator(),
        promoted
            ? without(hiddenSentences, shownSentences)
            : without(shownSentences, hiddenSentences),
        promoted
            ? without(shownSentences, hiddenSentences)
            : without(hiddenSentences, shownSentences),
        promoted ? "new" : "old",
        shown.version() != hidden.version());
  }

  private static List<String> without(List<String> all, List<String> some) {
    List<String> rest = new ArrayList<>(all);
    rest.removeAll(some);
    return rest;
  }
}
