package dev.crow.d1;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result sets that the driver itself makes. */
final class Rows {

  private Rows() {}

  static D1ResultSet none() {
    return of(List.of(), List.of());
  }

  static D1ResultSet of(List<String> columns, List<@Nullable Object[]> rows) {
    return new D1ResultSet(null, new Answer(columns, new ArrayList<>(rows), 0));
  }
}
