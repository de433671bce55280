package dev.crow.analytics.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event of a session, as far as it is counted. Its names are short, for there are many.
 *
 * @param at seconds since 1970, by the visitor's clock
 * @param type one of {@link dev.crow.contracts.web.v1.WebEventTypes}
 * @param path of the page, or null
 * @param text the query of a search, the name of an event of the sender's own, or of a web vital
 * @param items products it is about
 * @param amount an order's total in the smallest unit; a vital's value in thousandths; else 0
 * @param currency of the total, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Step(
    @JsonProperty("t") long at,
    @JsonProperty("e") String type,
    @JsonProperty("p") @Nullable String path,
    @JsonProperty("x") @Nullable String text,
    @JsonProperty("i") @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Item> items,
    @JsonProperty("a") long amount,
    @JsonProperty("c") @Nullable String currency) {

  /** Copies the items; absent ones become empty. */
  public Step {
    items = items == null ? List.of() : List.copyOf(items);
  }

  /**
   * A product's part in an event.
   *
   * @param product its id, the sender's
   * @param quantity how many pieces
   */
  public record Item(@JsonProperty("p") String product, @JsonProperty("n") int quantity) {}
}
