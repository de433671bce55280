package dev.crow.interaction.ledger;

import java.time.Instant;
import java.util.List;

/**
 * One stored interaction: what happened in a run of a session, in plain language.
 *
 * @param id the same for every version
 * @param organizationId whose
 * @param source channel
 * @param sessionId the sender's session
 * @param run which period of activity under that id
 * @param version how often it was told anew
 * @param description a sentence or two
 * @param outcome how it ended
 * @param confidence 0 to 1, see the describer
 * @param generator what wrote the description
 * @param eventCount events it rests on
 * @param startedAt by the visitor's clock
 * @param endedAt by the visitor's clock
 * @param createdAt when this version was stored
 * @param details the rest
 */
public record Interaction(
    String id,
    String organizationId,
    String source,
    String sessionId,
    int run,
    int version,
    String description,
    String outcome,
    double confidence,
    String generator,
    int eventCount,
    Instant startedAt,
    Instant endedAt,
    Instant createdAt,
    InteractionDetails details) {

  /**
   * @return ids of the products involved, in order of first mention
   */
  public List<String> productIds() {
    return details.products().stream().map(InteractionDetails.Product::productId).toList();
  }
}
