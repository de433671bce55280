package dev.crow.d1;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a statement did.
 *
 * @param rows it returned, if it returns any
 * @param count of rows it changed, or {@link java.sql.Statement#SUCCESS_NO_INFO}
 * @param key of the row it inserted, empty if it inserted none
 */
record Outcome(@Nullable Answer rows, long count, Answer key) {

  private static final Answer NO_KEY = new Answer(List.of(), List.of(), 0);

  static Outcome rows(Answer rows) {
    return new Outcome(rows, -1, NO_KEY);
  }

  static Outcome count(long count) {
    return new Outcome(null, count, NO_KEY);
  }

  static Outcome inserted(long count, long rowId) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    if (count > 0) {
      rows.add(new @Nullable Object[] {rowId});
    }
    return new Outcome(null, count, new Answer(List.of("last_insert_rowid()"), rows, 0));
  }
}
