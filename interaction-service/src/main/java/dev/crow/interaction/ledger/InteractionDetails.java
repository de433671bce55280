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
 * @param assessment what rules make of it; null in what was stored before there were any
 * @param cost what a model cost for it, in millionths of a US dollar; null where none was asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InteractionDetails(
    List<Product> products,
    List<Evidence> evidence,
    List<String> tags,
    String closeReason,
    int duplicates,
    SessionContext context,
    List<String> eventIds,
    @Nullable Assessment assessment,
    @Nullable Long cost) {

  /** Copies the lists. */
  public InteractionDetails {
    products = List.copyOf(products);
    evidence = List.copyOf(evidence);
    tags = List.copyOf(tags);
    eventIds = List.copyOf(eventIds);
  }

  /**
   * What rules make of it.
   *
   * @param triage {@code empty}, {@code deterministic} or {@code behavioural}
   * @param intent such as {@code buy} or {@code find}
   * @param sentiment {@code positive}, {@code negative}, {@code mixed} or {@code neutral}
   * @param reasons the signs behind the sentiment
   */
  public record Assessment(String triage, String intent, String sentiment, List<String> reasons) {

    /** Copies the reasons. */
    public Assessment {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * A product's part in it.
   *
   * @param productId the shop's id
   * @param name as the sender called it, or else the catalogue; null where neither names it
   * @param roles what was done with it, such as {@code viewed}
   * @param catalogueId its id in the catalogue, or null where it was not found there
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Product(
      String productId, @Nullable String name, List<String> roles, @Nullable String catalogueId) {}

  /**
   * A sentence and its proof.
   *
   * @param sentence as in the description
   * @param eventIds at least one
   */
  public record Evidence(String sentence, List<String> eventIds) {}
}
