package dev.crow.d1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one statement gave.
 *
 * @param rows each as long as {@code columns}; cells are null, Long, Double, String, byte[] or
 *     {@link Rounded}
 * @param changes rows changed as D1 counts them: with those that cascades and triggers changed
 */
record Answer(List<String> columns, List<@Nullable Object[]> rows, long changes) {

  /** A whole number that was too wide for JSON: its digits are lost. */
  record Rounded(double value) {}

  boolean isRounded() {
    for (@Nullable Object[] row : rows) {
      for (Object cell : row) {
        if (cell instanceof Rounded) {
          return true;
        }
      }
    }
    return false;
  }
}
