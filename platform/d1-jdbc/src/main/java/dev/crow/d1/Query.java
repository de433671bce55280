package dev.crow.d1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement as it is sent.
 *
 * @param params each null, String, Double or byte[]
 */
record Query(String sql, List<@Nullable Object> params) {

  Query(String sql) {
    this(sql, List.of());
  }

  /** About how many bytes it takes on the way, rather too many than too few. */
  long size() {
    long size = sql.length();
    for (Object param : params) {
      size +=
          switch (param) {
            case String text -> 2L * text.length();
            case byte[] blob -> 4L * blob.length;
            case null, default -> 25;
          };
    }
    return size;
  }
}
