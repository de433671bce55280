package dev.crow.d1;

import java.util.ArrayList;
import java.util.List;

/** Cuts SQL into tokens as SQLite does; white space and comments are left out. */
final class Tokenizer {

  private final String sql;
  private int at;

  private Tokenizer(String sql) {
    this.sql = sql;
  }

  /** An unfinished string or comment reaches to the end; SQLite then says what is wrong with it. */
  static List<Token> tokens(String sql) {
    Tokenizer tokenizer = new Tokenizer(sql);
    List<Token> tokens = new ArrayList<>();
    while (tokenizer.skipBlanks()) {
      int start = tokenizer.at;
      Token.Kind kind = tokenizer.advance();
      tokens.add(new Token(kind, sql.substring(start, tokenizer.at), start, tokenizer.at));
    }
    return tokens;
  }

  private boolean skipBlanks() {
    while (at < sql.length()) {
      if (isBlank(sql.charAt(at))) {
        at++;
      } else if (sql.startsWith("--", at)) {
        at = after("\n", at + 2);
      } else if (sql.startsWith("/*", at)) {
        at = after("*/", at + 2);
      } else {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == '\uFEFF';
  }

  private int after(String end, int from) {
    int found = sql.indexOf(end, from);
    return found < 0 ? sql.length() : found + end.length();
  }

  private Token.Kind advance() {
    char c = sql.charAt(at);
    return switch (c) {
      case '\'' -> quoted('\'', Token.Kind.STRING);
      case '"', '`' -> quoted(c, Token.Kind.QUOTED);
      case '[' -> {
        at = after("]", at + 1);
        yield Token.Kind.QUOTED;
      }
      case '?' -> {
        at++;
        digits();
        yield Token.Kind.PLACEHOLDER;
      }
      case ':', '@', '$', '#' -> {
        at++;
        word();
        yield Token.Kind.NAMED;
      }
      case 'x', 'X' -> blobOrWord();
      default -> numberWordOrSymbol(c);
    };
  }

  private Token.Kind blobOrWord() {
    if (at + 1 < sql.length() && sql.charAt(at + 1) == '\'') {
      at++;
      return quoted('\'', Token.Kind.STRING);
    }
    word();
    return Token.Kind.WORD;
  }

  private Token.Kind numberWordOrSymbol(char c) {
    if (isDigit(c)) {
      // 12, 1.5, 1e9, 0xff, 1_000: letters may follow; what is wrong with them SQLite will say.
      while (at < sql.length() && (isWordPart(sql.charAt(at)) || sql.charAt(at) == '.')) {
        at++;
      }
      return Token.Kind.NUMBER;
    }
    if (isWordPart(c)) {
      word();
      return Token.Kind.WORD;
    }
    at++;
    return Token.Kind.SYMBOL;
  }

  private Token.Kind quoted(char quote, Token.Kind kind) {
    at++;
    while (at < sql.length()) {
      if (sql.charAt(at) != quote) {
        at++;
      } else if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
        at += 2;
      } else {
        at++;
        break;
      }
    }
    return kind;
  }

  private void word() {
    while (at < sql.length() && isWordPart(sql.charAt(at))) {
      at++;
    }
  }

  private void digits() {
    while (at < sql.length() && isDigit(sql.charAt(at))) {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || isDigit(c)
        || c == '_'
        || c == '$'
        || (c >= 0x80 && c != '\uFEFF');
  }
}
