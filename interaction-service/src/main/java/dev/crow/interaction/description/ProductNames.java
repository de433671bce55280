package dev.crow.interaction.description;

import java.util.Set;

/** Decides whether a product's name can stand in a sentence as it is, or needs quotation marks. */
final class ProductNames {

  private static final int MAX_WORDS = 7;

  /** Small words inside a title. Any other lower-case word could be forged narration. */
  private static final Set<String> SMALL =
      Set.of("of", "and", "with", "for", "in", "de", "la", "le", "du", "von", "&", "+", "-", "–");

  private ProductNames() {}

  /** {@code the Alpine Jacket}, but {@code “left without paying”}. */
  static String inSentence(String name) {
    if (!isTitle(name)) {
      return Words.quote(name);
    }
    return name.startsWith("The ") ? "the " + name.substring(4) : "the " + name;
  }

  private static boolean isTitle(String name) {
    String[] words = name.split(" ", -1);
    if (words.length > MAX_WORDS || !startsTitle(words[0]) || !Character.isLetter(name.charAt(0))) {
      return false;
    }
    for (String word : words) {
      if (!startsTitle(word) && !SMALL.contains(word)) {
        return false;
      }
    }
    return !SMALL.contains(words[words.length - 1]) && name.chars().allMatch(ProductNames::isPlain);
  }

  private static boolean startsTitle(String word) {
    return !word.isEmpty()
        && (Character.isUpperCase(word.charAt(0)) || Character.isDigit(word.charAt(0)));
  }

  private static boolean isPlain(int c) {
    return (c < 0x250 && Character.isLetterOrDigit(c)) || " '’-–&+/".indexOf(c) >= 0;
  }
}
