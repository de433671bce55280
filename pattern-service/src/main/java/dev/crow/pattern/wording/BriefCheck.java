package dev.crow.pattern.wording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks words nobody can trust against what may be said. A text is made of the brief's own texts,
 * copied letter by letter, of the single words that are true of it, and of a few that hold
 * sentences together; there are no others, and no digit outside the brief's texts. So each number
 * stands beside what it counts, nothing rises that falls, and nobody is named who has no part in
 * it. Deterministic.
 */
public final class BriefCheck {

  /** They claim nothing, whatever they stand beside; none makes another number of one. */
  private static final Set<String> JOINTS =
      Set.of(
          "a", "an", "and", "are", "at", "been", "but", "clearly", "for", "had", "has", "have",
          "here", "in", "is", "it", "its", "keep", "keeps", "now", "of", "often", "on", "share",
          "that", "the", "their", "there", "these", "they", "this", "those", "was", "were", "when",
          "where", "which", "while", "who", "with");

  private static final String MARKS = ".,:;";
  private static final int LONGEST_TITLE = 160;
  private static final int LONGEST = 700;
  private static final int MOST_SENTENCES = 2;

  private final Brief brief;
  private final List<String> texts;
  private final Set<String> words;

  /**
   * @param brief what may be said
   */
  public BriefCheck(Brief brief) {
    this.brief = brief;
    this.texts = brief.texts().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    this.words = new HashSet<>(JOINTS);
    words.addAll(brief.words());
  }

  /**
   * @return the words that every text may have besides those of its brief; sorted
   */
  public static List<String> joints() {
    return JOINTS.stream().sorted().toList();
  }

  /**
   * @param title empty where none is wanted
   * @param description one or two sentences
   * @return a line for each thing that may not be said; empty if all is well. The lines hold what
   *     was said: they are not for logs.
   */
  public List<String> violations(String title, String description) {
    List<String> violations = new ArrayList<>();
    if (title.isEmpty() != brief.title().isEmpty() || title.length() > LONGEST_TITLE) {
      violations.add("title");
    }
    if (!description.endsWith(".") || description.length() > LONGEST) {
      violations.add("not a sentence");
    }
    if (read(title, violations).sentences > 0) {
      violations.add("title is a sentence");
    }
    Read read = read(description, violations);
    if (read.sentences > MOST_SENTENCES) {
      violations.add("more than two sentences");
    }
    if (!read.tells) {
      violations.add("tells nothing that was found");
    }
    return violations;
  }

  /** What came to light while reading. */
  private record Read(int sentences, boolean tells) {}

  private Read read(String text, List<String> violations) {
    int sentences = 0;
    boolean tells = false;
    String before = "";
    int at = 0;
    while (at < text.length()) {
      char next = text.charAt(at);
      String copied = copiedAt(text, at);
      if (copied != null) {
        boolean found = brief.findings().contains(copied);
        if (found && brief.words().contains(before)) {
          violations.add("number after " + before); // "Down 12%" is another number than 12%.
        }
        tells |= found;
        before = "";
        at += copied.length();
      } else if (Character.isLetter(next)) {
        int end = at;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
          end++;
        }
        before = text.substring(at, end).toLowerCase(Locale.ROOT);
        if (!words.contains(before)) {
          violations.add("word " + before);
        }
        at = end;
      } else {
        if (next != ' ' && !isMark(text, at)) {
          violations.add("sign " + next);
        }
        sentences += next == '.' ? 1 : 0;
        before = next == ' ' ? before : "";
        at++;
      }
    }
    return new Read(sentences, tells);
  }

  /** Not right before something: ".5%" is a number of its own. */
  private static boolean isMark(String text, int at) {
    return MARKS.indexOf(text.charAt(at)) >= 0
        && (at + 1 == text.length() || text.charAt(at + 1) == ' ');
  }

  /** The longest text that is copied here, as a whole; null if none is. */
  private @Nullable String copiedAt(String text, int at) {
    if (at > 0 && isPartOfWord(text.charAt(at - 1))) {
      return null;
    }
    for (String known : texts) {
      int end = at + known.length();
      if (isCopied(text, at, known) && (end == text.length() || !isPartOfWord(text.charAt(end)))) {
        return known;
      }
    }
    return null;
  }

  /** A sentence may begin with it, so its first letter may be a capital or a small one. */
  private static boolean isCopied(String text, int at, String known) {
    return !known.isEmpty()
        && text.regionMatches(true, at, known, 0, 1)
        && text.regionMatches(at + 1, known, 1, known.length() - 1);
  }

  private static boolean isPartOfWord(char sign) {
    return Character.isLetterOrDigit(sign) || sign == '%';
  }
}
