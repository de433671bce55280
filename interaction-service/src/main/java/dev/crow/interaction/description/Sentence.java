package dev.crow.interaction.description;

import java.util.List;

/**
 * One sentence of a description and its evidence.
 *
 * @param text plain text, not markup: whoever shows it escapes it
 * @param eventIds the events that support exactly this sentence; never empty
 */
public record Sentence(String text, List<String> eventIds) {

  /** Copies the ids, and refuses a sentence without any. */
  public Sentence {
    eventIds = List.copyOf(eventIds);
    if (eventIds.isEmpty()) {
      throw new IllegalArgumentException("a sentence needs evidence");
    }
  }
}
