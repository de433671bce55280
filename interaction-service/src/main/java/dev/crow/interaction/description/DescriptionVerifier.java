package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.WebEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks a description, whoever wrote it, against the events it cites: every quoted text, product
 * name, proper name, amount, count and duration of a sentence must be found in them. It cannot
 * judge verbs. Deterministic; safe for use by many threads.
 */
public final class DescriptionVerifier {

  private static final Pattern QUOTED = Pattern.compile("“([^”]*)”");
  private static final Pattern DURATION =
      Pattern.compile(
          "(?:about )?(?:\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
              + " (?:seconds?|minutes?|hours?|days?)\\b");
  private static final Pattern MEASURED = Pattern.compile("\\d+(?:\\.\\d+)? seconds to\\b");
  private static final Pattern NUMBER =
      Pattern.compile("[€$£¥₹₩]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?: [A-Z]{3}\\b)?");
  private static final Pattern COUNT =
      Pattern.compile("\\b(two|twice|three|four|five|six|seven|eight|nine|ten|twenty)\\b");
  private static final Pattern PROPER = Pattern.compile("(?<=\\s)\\p{Lu}[\\p{L}\\p{M}'’-]*");
  private static final List<String> COUNTS =
      List.of("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  /**
   * @return one line for each thing said that the cited events do not support; empty if all is
   *     well. The lines hold captured text.
   */
  public List<String> violations(SessionClosed session, Description description) {
    Map<String, WebEvent> known = new HashMap<>();
    session.events().forEach(event -> known.put(event.eventId(), event));
    List<String> names = productNames(session);
    List<String> violations = new ArrayList<>();
    for (Sentence sentence : description.sentences()) {
      List<WebEvent> cited = new ArrayList<>();
      for (String id : sentence.eventIds()) {
        WebEvent event = known.get(id);
        if (event == null) {
          violations.add("unknown event " + id);
        } else {
          cited.add(event);
        }
      }
      if (!cited.isEmpty()) {
        check(sentence.text(), support(session, cited), names, violations);
      }
    }
    return violations;
  }

  private static List<String> productNames(SessionClosed session) {
    return session.events().isEmpty()
        ? List.of()
        : Support.of(session.events(), List.of()).productNames();
  }

  private static Support support(SessionClosed session, List<WebEvent> cited) {
    boolean arrival = cited.contains(session.events().getFirst());
    List<String> visit = new ArrayList<>();
    if (arrival && session.context().referrer() != null) {
      visit.add(session.context().referrer());
    }
    if (arrival && session.context().landingUrl() != null) {
      visit.add(session.context().landingUrl());
    }
    return Support.of(cited, visit);
  }

  private static void check(
      String text, Support support, List<String> names, List<String> violations) {
    String rest = text;
    // Names first: a name may hold digits, number words and capitals of its own.
    for (String name : support.productNames()) {
      rest = rest.replace("“" + name + "”", " ").replace("the " + bare(name), " ");
    }
    rest = each(QUOTED, rest, 1, support::hasText, "quotation", violations);
    for (String name : names) {
      if (rest.contains("the " + bare(name))) {
        violations.add("product " + name);
        rest = rest.replace("the " + bare(name), " ");
      }
    }
    rest =
        each(
            MEASURED,
            rest,
            0,
            measured -> support.hasNumber(measured.substring(0, measured.indexOf(' '))),
            "measure",
            violations);
    rest = each(DURATION, rest, 0, support::hasDuration, "duration", violations);
    rest = each(NUMBER, rest, 0, support::hasNumber, "number", violations);
    rest = each(COUNT, rest, 0, word -> support.hasCount(value(word)), "count", violations);
    each(PROPER, rest, 0, support::hasWord, "name", violations);
  }

  private static String bare(String name) {
    return name.startsWith("The ") ? name.substring(4) : name;
  }

  private static int value(String word) {
    return switch (word) {
      case "twice" -> 2;
      // Only ever said as "more than twenty".
      case "twenty" -> Words.EXACT + 1;
      default -> COUNTS.indexOf(word) + 2;
    };
  }

  /** Checks every match and takes it out of the text. */
  private static String each(
      Pattern pattern,
      String text,
      int group,
      Predicate<String> supported,
      String kind,
      List<String> violations) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder rest = new StringBuilder();
    while (matcher.find()) {
      String found = matcher.group(group);
      if (!supported.test(found)) {
        violations.add(kind + " " + found);
      }
      matcher.appendReplacement(rest, " ");
    }
    return matcher.appendTail(rest).toString();
  }
}
