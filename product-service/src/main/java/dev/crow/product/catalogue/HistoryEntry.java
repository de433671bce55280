package dev.crow.product.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A price or stock that became another one.
 *
 * @param id sorts by time
 * @param kind which of them
 * @param variantId of which variant; null for the product's own
 * @param before value before, or null
 * @param after value after, or null
 * @param currency of prices
 * @param origin who said so
 * @param at when
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryEntry(
    String id,
    Kind kind,
    @Nullable String variantId,
    @Nullable Long before,
    @Nullable Long after,
    @Nullable String currency,
    Origin origin,
    Instant at) {

  /** What changed. */
  public enum Kind {
    PRICE,
    STOCK
  }
}
