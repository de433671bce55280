package dev.crow.analytics.usage;

import java.util.Arrays;
import java.util.Optional;

/** What is metered. */
public enum Metered {
  /** Interactions stored, each once whatever becomes of it later. */
  INTERACTIONS("interactions"),
  /** Patterns found. */
  PATTERNS("patterns"),
  /** What providers of models ask for, in millionths of the currency. */
  AI_COST("ai-cost"),
  /** Tokens read and written by models. */
  AI_TOKENS("ai-tokens"),
  /** Bytes kept in the object store, once a day. */
  STORAGE("storage"),
  /** Events handed in by the organization itself; they cost nothing. */
  EVENTS("events");

  private final String word;

  Metered(String word) {
    this.word = word;
  }

  /**
   * @return its name
   */
  public String word() {
    return word;
  }

  /**
   * @param word a name
   * @return what is called so
   */
  public static Optional<Metered> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }
}
