package dev.crow.d1;

import java.util.List;

/**
 * Which generated keys a caller wants.
 *
 * @param columns by name; empty for the row's own number
 */
record Keys(boolean wanted, List<String> columns) {

  static final Keys NONE = new Keys(false, List.of());
  static final Keys ROW_ID = new Keys(true, List.of());

  static Keys of(String... columns) {
    return columns.length == 0 ? NONE : new Keys(true, List.of(columns));
  }
}
