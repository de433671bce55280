package dev.crow.interaction.description;

import java.util.List;

/**
 * A session in words.
 *
 * @param text the sentences, joined by a space; at most 900 characters
 * @param sentences one to six, in the order they are read
 * @param products what the session touched, in the order it was touched
 * @param outcome how it ended
 * @param tags from {@link Tags}, in a fixed order
 * @param confidence 0 to 1: how much the words rest on; see {@link RuleBasedDescriber}
 * @param generator what wrote it, such as {@code rules/1}
 */
public record Description(
    String text,
    List<Sentence> sentences,
    List<ProductMention> products,
    Outcome outcome,
    List<String> tags,
    double confidence,
    String generator) {

  /** Copies the lists. */
  public Description {
    sentences = List.copyOf(sentences);
    products = List.copyOf(products);
    tags = List.copyOf(tags);
  }
}
