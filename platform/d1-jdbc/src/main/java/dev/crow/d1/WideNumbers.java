package dev.crow.d1;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole numbers beyond 2^53, which JSON rounds on its way: the query is asked once more with
 * these columns as text, marked with their type.
 */
final class WideNumbers {

  private WideNumbers() {}

  static Set<Integer> roundedColumns(Answer answer) {
    Set<Integer> columns = new TreeSet<>();
    for (@Nullable Object[] row : answer.rows()) {
      for (int i = 0; i < row.length; i++) {
        if (row[i] instanceof Answer.Rounded) {
          columns.add(i);
        }
      }
    }
    return columns;
  }

  static Query asText(Query query, List<String> columns, Set<Integer> wide) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = "c" + i;
      names.add(name);
      values.add(
          wide.contains(i)
              ? "CASE typeof(%1$s) WHEN 'integer' THEN 'i'||%1$s WHEN 'text' THEN 't'||%1$s ELSE %1$s END"
                  .formatted(name)
              : name);
    }
    // The line break ends a comment at the end of the query.
    return new Query(
        "WITH \"$exact\"("
            + String.join(",", names)
            + ") AS ("
            + query.sql()
            + "\n) SELECT "
            + String.join(",", values)
            + " FROM \"$exact\"",
        query.params());
  }

  static Answer exact(Answer answer, List<String> columns, Set<Integer> wide) {
    for (@Nullable Object[] row : answer.rows()) {
      for (int column : wide) {
        if (row[column] instanceof String text) {
          String value = text.substring(1);
          row[column] = text.startsWith("i") ? (Object) Long.parseLong(value) : value;
        } else if (row[column] instanceof Answer.Rounded real) {
          row[column] = real.value();
        }
      }
    }
    return new Answer(columns, answer.rows(), answer.changes());
  }
}
