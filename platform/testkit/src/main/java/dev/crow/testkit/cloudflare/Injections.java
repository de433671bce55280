package dev.crow.testkit.cloudflare;

import java.util.List;

/** Texts that have changed the meaning of SQL somewhere, once. */
final class Injections {

  private static final List<String> ALL =
      List.of(
          "'",
          "''",
          "\"",
          "`",
          "\\'",
          "' OR '1'='1",
          "' OR 1=1 --",
          "\" OR \"\"=\"",
          "') OR ('1'='1' /*",
          "1; DROP TABLE item; --",
          "'; DROP TABLE item; --",
          "x'); DELETE FROM item; INSERT INTO item (name) VALUES ('y",
          "' UNION SELECT sql FROM sqlite_master --",
          "'||(SELECT name FROM item)||'",
          "`; DROP TABLE item; --",
          "item\"; DROP TABLE item; --",
          "item], [x",
          "?1",
          "(+CAST(?1 AS INTEGER))",
          ":name @name $name #name",
          "/* ' */",
          "-- \n'",
          "\n; DROP TABLE item\n;",
          "%'; --",
          "\u02bc OR 1=1",
          "\uff07 OR 1=1",
          "\u202e' --",
          "{\"$blob\":\"AAH/\"}",
          "\"},{\"sql\":\"DROP TABLE item",
          "\u00e9\ud83d\ude80'",
          "x".repeat(5_000) + "' OR 1=1 --");

  private Injections() {}

  static List<String> all() {
    return ALL;
  }
}
