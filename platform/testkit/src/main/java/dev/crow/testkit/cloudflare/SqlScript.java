package dev.crow.testkit.cloudflare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes a script of several statements apart, as D1 does with what it is sent in one text. */
final class SqlScript {

  private final String text;
  private final List<String> statements = new ArrayList<>();
  private int from;
  private boolean empty = true;

  private SqlScript(String text) {
    this.text = text;
  }

  /**
   * @return without the semicolons; statements of comments and space only are left out
   */
  static List<String> split(String text) {
    return new SqlScript(text).split();
  }

  private List<String> split() {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\'' || c == '"' || c == '`') {
        empty = false;
        at = after(c, at + 1);
      } else if (text.startsWith("--", at)) {
        at = after('\n', at);
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else if (c == ';' && !withinTrigger(at)) {
        end(at);
        at++;
        from = at;
      } else {
        empty &= Character.isWhitespace(c) || c == ';';
        at++;
      }
    }
    end(at);
    return statements;
  }

  private int after(char end, int at) {
    int found = text.indexOf(end, at);
    return found < 0 ? text.length() : found + 1;
  }

  /** A trigger's own statements end with semicolons too; it is over after the word END. */
  private boolean withinTrigger(int semicolon) {
    String words = text.substring(from, semicolon).strip().toUpperCase(Locale.ROOT);
    return words.matches("(?s)CREATE\\s+(TEMP\\s+|TEMPORARY\\s+)?TRIGGER\\b.*")
        && !words.matches("(?s).*;\\s*END");
  }

  private void end(int at) {
    if (!empty) {
      statements.add(text.substring(from, at).strip());
    }
    empty = true;
  }
}
