package dev.crow.d1;

/**
 * A piece of SQL.
 *
 * @param start of its first character
 * @param end after its last character
 */
record Token(Kind kind, String text, int start, int end) {

  /** What a piece of SQL is, as far as the driver has to know. */
  enum Kind {
    /** A keyword or an identifier without quotes. */
    WORD,
    /** An identifier in double quotes, backticks or brackets. */
    QUOTED,
    /** A string or blob literal. */
    STRING,
    NUMBER,
    /** {@code ?} or {@code ?12}. */
    PLACEHOLDER,
    /** {@code :name}, {@code @name} or {@code $name}. */
    NAMED,
    /** Any other character. */
    SYMBOL
  }

  boolean is(String keyword) {
    return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
  }

  boolean isAny(String... keywords) {
    for (String keyword : keywords) {
      if (is(keyword)) {
        return true;
      }
    }
    return false;
  }

  boolean isSymbol(char symbol) {
    return kind == Kind.SYMBOL && text.charAt(0) == symbol;
  }
}
