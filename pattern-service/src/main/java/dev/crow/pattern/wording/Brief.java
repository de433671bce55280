package dev.crow.pattern.wording;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that may be said of one thing. Whoever words it copies its texts and joins them by a few
 * plain words, so every number stands beside what it is a number of.
 *
 * @param key the same as long as there is the same to say
 * @param title in the words of templates; empty where none is wanted
 * @param description in the words of templates
 * @param findings what is found, of which at least one must be told
 * @param against what it is compared with
 * @param phrases names, groups and times
 * @param words single words that are true of it, such as {@code more}
 */
public record Brief(
    String key,
    String title,
    String description,
    List<String> findings,
    List<String> against,
    List<String> phrases,
    List<String> words) {

  /** Copies the lists. */
  public Brief {
    findings = List.copyOf(findings);
    against = List.copyOf(against);
    phrases = List.copyOf(phrases);
    words = List.copyOf(words);
  }

  Stream<String> texts() {
    return Stream.of(findings, against, phrases).flatMap(List::stream);
  }
}
