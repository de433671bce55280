package dev.crow.interaction.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.contracts.web.v1.SessionContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an interaction beside its row, as one JSON document.
 *
 * @param products products involved, in order of first mention
 * @param evidence each sentence with the events it rests on
 * @param tags short marks such as {@code abandoned-cart}
 * @param closeReason why the session closed
 * @param duplicates events dropped as repetitions
 * @param context what is known of the visit
 * @param eventIds every event of the session, in order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InteractionDetails(
    List<Product> products,
    List<Evidence> evidence,
    List<String> tags,
    String closeReason,
    int duplicates,
    SessionContext context,
    List<String> eventIds) {

  /** Copies the lists. */
  public InteractionDetails {
    products = List.copyOf(products);
    evidence = List.copyOf(evidence);
    tags = List.copyOf(tags);
    eventIds = List.copyOf(eventIds);
  }

  /**
   * A product's part in it.
   *
   * @param productId the sender's id
   * @param name as the sender called it, or null
   * @param roles what was done with it, such as {@code viewed}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Product(String productId, @Nullable String name, List<String> roles) {}

  /**
   * A sentence and its proof.
   *
   * @param sentence as in the description
   * @param eventIds at least one
   */
  public record Evidence(String sentence, List<String> eventIds) {}
}
