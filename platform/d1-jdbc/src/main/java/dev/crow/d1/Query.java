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
}
