package dev.crow.d1;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds out what the driver has to know about a statement. */
final class StatementReader {

  /** Pragmas that set something when they are given a value; D1 forgets it after the batch. */
  private static final Set<String> SETTINGS =
      Set.of(
          "defer_foreign_keys",
          "foreign_keys",
          "case_sensitive_like",
          "ignore_check_constraints",
          "legacy_alter_table",
          "recursive_triggers",
          "reverse_unordered_selects",
          "page_size");

  private final String sql;
  private final List<Token> tokens;

  StatementReader(String sql) {
    this.sql = sql;
    this.tokens = Tokenizer.tokens(sql);
  }

  Sql read() throws SQLException {
    int count = endOfStatement();
    if (count == 0) {
      throw new SQLSyntaxErrorException("There is no SQL statement", "42000");
    }
    List<Token> statement = tokens.subList(0, count);
    Sql.Kind kind = kind(statement);
    Limits.checkShape(statement);
    List<Sql.Placeholder> placeholders = placeholders(statement);
    int parameters = 0;
    for (Sql.Placeholder placeholder : placeholders) {
      parameters = Math.max(parameters, placeholder.number());
    }
    String text = sql.substring(0, statement.getLast().end());
    return new Sql(
        text,
        kind,
        kind != Sql.Kind.DEFINE && returns(statement),
        kind == Sql.Kind.INSERT && insertsOneRow(statement),
        placeholders,
        parameters);
  }

  private int endOfStatement() throws SQLException {
    boolean trigger = isTrigger();
    for (int i = 0; i < tokens.size(); i++) {
      if (!tokens.get(i).isSymbol(';') || (trigger && !endsTrigger(i))) {
        continue;
      }
      for (Token rest : tokens.subList(i, tokens.size())) {
        if (!rest.isSymbol(';')) {
          throw new SQLFeatureNotSupportedException(
              "One statement at a time: use addBatch, or a transaction, for several",
              Unsupported.STATE);
        }
      }
      return i;
    }
    return tokens.size();
  }

  private boolean isTrigger() {
    return tokens.size() > 2
        && tokens.get(0).is("CREATE")
        && (tokens.get(1).is("TRIGGER") || tokens.get(2).is("TRIGGER"));
  }

  /** The semicolons of a trigger's own statements do not end it; the one after its END does. */
  private boolean endsTrigger(int semicolon) {
    return semicolon > 1
        && tokens.get(semicolon - 1).is("END")
        && tokens.get(semicolon - 2).isSymbol(';');
  }

  private static Sql.Kind kind(List<Token> statement) throws SQLException {
    Token first = statement.getFirst();
    return switch (first.text().toUpperCase(Locale.ROOT)) {
      case "SELECT", "VALUES" -> Sql.Kind.SELECT;
      case "EXPLAIN" -> Sql.Kind.INFO;
      case "PRAGMA" -> pragma(statement);
      case "INSERT" -> Sql.Kind.INSERT;
      case "UPDATE", "DELETE", "REPLACE" -> Sql.Kind.CHANGE;
      case "WITH" -> afterWith(statement);
      case "BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE" ->
          throw new SQLFeatureNotSupportedException(
              "D1 takes no "
                  + first.text().toUpperCase(Locale.ROOT)
                  + ": use setAutoCommit(false), commit() and rollback() of the connection",
              Unsupported.STATE);
      case "ATTACH", "DETACH", "VACUUM" ->
          throw new SQLFeatureNotSupportedException(
              "D1 takes no " + first.text().toUpperCase(Locale.ROOT), Unsupported.STATE);
      default -> Sql.Kind.DEFINE;
    };
  }

  private static Sql.Kind pragma(List<Token> statement) {
    boolean setting =
        SETTINGS.contains(
            statement.get(Math.min(1, statement.size() - 1)).text().toLowerCase(Locale.ROOT));
    boolean valued = statement.size() > 2;
    boolean acts = statement.size() > 1 && statement.get(1).is("optimize");
    return (setting && valued) || acts ? Sql.Kind.DEFINE : Sql.Kind.INFO;
  }

  private static Sql.Kind afterWith(List<Token> statement) {
    int depth = 0;
    for (Token token : statement) {
      depth += depthChange(token);
      if (depth == 0 && token.isAny("SELECT", "VALUES")) {
        return Sql.Kind.SELECT;
      }
      if (depth == 0 && token.is("INSERT")) {
        return Sql.Kind.INSERT;
      }
      if (depth == 0 && token.isAny("UPDATE", "DELETE", "REPLACE")) {
        return Sql.Kind.CHANGE;
      }
    }
    return Sql.Kind.SELECT;
  }

  static int depthChange(Token token) {
    return token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
  }

  private static boolean returns(List<Token> statement) {
    int depth = 0;
    for (Token token : statement) {
      depth += depthChange(token);
      if (depth == 0 && token.is("RETURNING")) {
        return true;
      }
    }
    return false;
  }

  private static boolean insertsOneRow(List<Token> statement) {
    int depth = 0;
    boolean values = false;
    for (Token token : statement) {
      depth += depthChange(token);
      if (depth != 0) {
        continue;
      }
      if (token.isAny("SELECT", "OR", "CONFLICT") || (values && token.isSymbol(','))) {
        return false;
      }
      values |= token.is("VALUES");
    }
    return values;
  }

  private static List<Sql.Placeholder> placeholders(List<Token> statement) throws SQLException {
    List<Sql.Placeholder> found = new ArrayList<>();
    int highest = 0;
    Token before = statement.getFirst();
    for (Token token : statement) {
      if (token.kind() == Token.Kind.NAMED) {
        throw new SQLFeatureNotSupportedException(
            "Named parameters are not supported, write ? or ?1", Unsupported.STATE);
      }
      if (token.kind() == Token.Kind.PLACEHOLDER) {
        int number = token.text().length() == 1 ? highest + 1 : number(token);
        highest = Math.max(highest, number);
        boolean pattern = before.isAny("LIKE", "GLOB");
        found.add(new Sql.Placeholder(number, token.start(), token.end(), pattern));
      }
      before = token;
    }
    return found;
  }

  private static int number(Token token) throws SQLException {
    String digits = token.text().substring(1);
    int number = digits.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    if (number < 1) {
      throw new SQLSyntaxErrorException("Parameters are numbered from ?1", "42000");
    }
    Limits.checkParameters(number);
    return number;
  }
}
