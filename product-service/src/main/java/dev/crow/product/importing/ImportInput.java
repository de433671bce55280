package dev.crow.product.importing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import was asked to do.
 *
 * @param format of the file
 * @param bytes of the file
 * @param currency of prices without one, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportInput(ImportFormat format, long bytes, @Nullable String currency) {

  Map<String, Object> asMap() {
    return currency == null
        ? Map.of("format", format, "bytes", bytes)
        : Map.of("format", format, "bytes", bytes, "currency", currency);
  }
}
