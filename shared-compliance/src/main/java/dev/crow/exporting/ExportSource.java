package dev.crow.exporting;

import dev.crow.contracts.export.v1.ExportPartOrdered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one kind that can be exported. A service that offers one as a bean takes part in exports
 * by that alone.
 */
public interface ExportSource {

  /**
   * @return one of {@link dev.crow.contracts.export.v1.ExportKinds}
   */
  String kind();

  /**
   * Reads the next rows, only of the organization that the order names.
   *
   * @param order which ones, and after which place
   * @param atMost how many
   * @return the rows
   * @throws IllegalArgumentException if there can be no such rows; its message is for people
   */
  Rows read(ExportPartOrdered order, int atMost);

  /**
   * Some rows.
   *
   * @param rows each becomes one line of JSON
   * @param next where they end, for the next call; null if they are the last
   * @param expected how many there are in all, as far as that is known; null if not
   */
  record Rows(List<?> rows, @Nullable String next, @Nullable Long expected) {

    /** Copies the rows. */
    public Rows {
      rows = List.copyOf(rows);
    }
  }
}
