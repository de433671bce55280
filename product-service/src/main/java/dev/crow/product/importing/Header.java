package dev.crow.product.importing;

import dev.crow.product.job.JobFailure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a CSV file: what stands in which column.
 *
 * @param columns places of what is known
 * @param attributes places of attributes, by their names
 * @param options places of variants' options, by their names
 * @param unknown places of columns that say nothing
 * @param width how many columns there are
 */
record Header(
    Map<Column, Integer> columns,
    Map<String, Integer> attributes,
    Map<String, Integer> options,
    List<Integer> unknown,
    int width) {

  private static final int WIDEST = 500;

  static Header of(List<String> cells) {
    if (cells.size() > WIDEST) {
      throw new JobFailure("too-many-columns", "A file has at most " + WIDEST + " columns.");
    }
    Map<Column, Integer> columns = new EnumMap<>(Column.class);
    Map<String, Integer> attributes = new LinkedHashMap<>();
    Map<String, Integer> options = new LinkedHashMap<>();
    List<Integer> unknown = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i).replace("\uFEFF", "").strip();
      String lower = cell.toLowerCase(Locale.ROOT);
      Column column = Column.of(cell).orElse(null);
      if (column != null && !columns.containsKey(column)) {
        columns.put(column, i);
      } else if (lower.startsWith("attribute:")) {
        attributes.put(cell.substring("attribute:".length()).strip(), i);
      } else if (lower.startsWith("option:")) {
        options.put(cell.substring("option:".length()).strip(), i);
      } else {
        unknown.add(i);
      }
    }
    requireColumns(columns);
    return new Header(columns, attributes, options, unknown, cells.size());
  }

  private static void requireColumns(Map<Column, Integer> columns) {
    if (!columns.containsKey(Column.EXTERNAL_ID) && !columns.containsKey(Column.SKU)) {
      throw new JobFailure(
          "missing-column",
          "The first line needs a column named id or sku, separated by , ; or tab.");
    }
  }

  /** What stands in a column of a line: null if there is no such column, empty if nothing. */
  @Nullable String cell(List<String> cells, Column column) {
    Integer place = columns.get(column);
    return place == null || place >= cells.size() ? null : cells.get(place).strip();
  }
}
