package dev.crow.interaction.description;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes a sentence apart into what can be checked. Words that claim nothing must be among a few
 * that hold a sentence together; whatever else a sentence says, nobody could check.
 */
final class Sayings {

  /** Part of a sentence. */
  sealed interface Saying {
    /** A word that says something happened. */
    record Claims(Claim claim, String word) implements Saying {}

    /** Not, no, without, never: turns the next claim round. */
    record Denies() implements Saying {}

    /** A product by its name. */
    record Names(Set<String> productIds, String name) implements Saying {}

    record Quotes(String text) implements Saying {}

    record Counts(int number) implements Saying {}

    record Measures(String printed) implements Saying {}

    record Lasts(String duration) implements Saying {}

    /** A word that begins with a capital letter: the name of a site, if anything. */
    record Proper(String word) implements Saying {}

    /** Nothing that could be checked. */
    record Unknown(String text) implements Saying {}
  }

  private static final Pattern QUOTED = Pattern.compile("“([^“”]*)”");
  private static final Pattern DURATION =
      Pattern.compile(
          "(?:about )?(?:\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
              + " (?:seconds?|minutes?|hours?|days?)\\b");
  private static final Pattern MEASURED = Pattern.compile("(\\d+(?:\\.\\d+)?) seconds to\\b");
  private static final Pattern NUMBER =
      Pattern.compile("[€$£¥₹₩]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?: [A-Z]{3}\\b)?");
  private static final Pattern WORD = Pattern.compile("[\\p{L}][\\p{L}\\p{M}'’-]*");
  private static final Pattern MARK = Pattern.compile("[\\s,.;:()–—]+");
  static final Set<String> DENIALS = Set.of("not", "no", "without", "never");
  static final Map<String, Integer> COUNTS =
      Map.ofEntries(
          Map.entry("once", 1),
          Map.entry("two", 2),
          Map.entry("twice", 2),
          Map.entry("both", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("six", 6),
          Map.entry("seven", 7),
          Map.entry("eight", 8),
          Map.entry("nine", 9),
          Map.entry("ten", 10));

  /** Words that hold a sentence together and say nothing themselves. */
  static final Set<String> PLAIN =
      Set.of(
          ("a an the this that these it its they their them who which visitor and then next later"
                  + " finally first also again but with from to at on in into of for by up out back"
                  + " was were had did came arrived started went found showed spent spending page"
                  + " pages site shop store website product products item items result results"
                  + " price priced costing total button field entry message request script server"
                  + " status size colour color variant time times happened worth")
              .split(" ", -1));

  private final Map<String, Set<String>> productIds;

  /** How sentences call those products whose names need no quotation marks; the longest first. */
  private final Map<String, String> names = new LinkedHashMap<>();

  /**
   * @param productIds of every product name that may be meant
   */
  Sayings(Map<String, Set<String>> productIds) {
    this.productIds = productIds;
    productIds.keySet().stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .filter(name -> ProductNames.inSentence(name).startsWith("the "))
        .forEach(name -> names.put(ProductNames.inSentence(name), name));
  }

  List<Saying> of(String sentence) {
    List<Saying> sayings = new ArrayList<>();
    Matcher mark = MARK.matcher(sentence);
    int at = 0;
    while (at < sentence.length()) {
      mark.region(at, sentence.length());
      if (mark.lookingAt()) {
        at = mark.end();
      } else {
        at = next(sentence, at, sayings);
      }
    }
    return sayings;
  }

  private int next(String text, int at, List<Saying> sayings) {
    Matcher quoted = at(QUOTED, text, at);
    if (quoted.lookingAt()) {
      String inside = quoted.group(1);
      Set<String> ids = productIds.get(inside);
      sayings.add(ids == null ? new Saying.Quotes(inside) : new Saying.Names(ids, inside));
      return quoted.end();
    }
    String label = labelAt(text, at);
    if (label != null) {
      String name = names.getOrDefault(label, label);
      sayings.add(new Saying.Names(productIds.getOrDefault(name, Set.of()), name));
      return at + label.length();
    }
    Matcher measured = at(MEASURED, text, at);
    if (measured.lookingAt()) {
      sayings.add(new Saying.Measures(measured.group(1)));
      return measured.end();
    }
    Matcher duration = at(DURATION, text, at);
    if (duration.lookingAt()) {
      sayings.add(new Saying.Lasts(duration.group()));
      return duration.end();
    }
    Matcher number = at(NUMBER, text, at);
    if (number.lookingAt()) {
      sayings.add(new Saying.Measures(number.group()));
      return number.end();
    }
    Matcher word = at(WORD, text, at);
    if (word.lookingAt()) {
      Saying saying = word(word.group());
      if (saying != null) {
        sayings.add(saying);
      }
      return word.end();
    }
    sayings.add(
        new Saying.Unknown(text.substring(at, at + Character.charCount(text.codePointAt(at)))));
    return at + Character.charCount(text.codePointAt(at));
  }

  private static Matcher at(Pattern pattern, String text, int from) {
    return pattern.matcher(text).region(from, text.length()).useTransparentBounds(true);
  }

  /** A name that begins here and ends with a word; "the" may begin the sentence. */
  private @Nullable String labelAt(String text, int at) {
    for (String label : names.keySet()) {
      int end = at + label.length();
      if (text.regionMatches(true, at, "the ", 0, 4)
          && text.startsWith(label.substring(4), at + 4)
          && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
        return label;
      }
    }
    return null;
  }

  private static @Nullable Saying word(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    Claim claim = Claim.by(lower);
    if (claim != null) {
      return new Saying.Claims(claim, lower);
    }
    if (DENIALS.contains(lower)) {
      return new Saying.Denies();
    }
    Integer count = COUNTS.get(lower);
    if (count != null) {
      return new Saying.Counts(count);
    }
    if (PLAIN.contains(lower)) {
      return null;
    }
    return Character.isUpperCase(word.codePointAt(0))
        ? new Saying.Proper(word)
        : new Saying.Unknown(word);
  }
}
