package dev.crow.interaction.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An interaction as clients see it in lists and search results. */
@Schema(name = "Interaction")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InteractionView(
    String id,
    String source,
    String sessionId,
    String description,
    String outcome,
    List<InteractionDetails.Product> products,
    List<String> tags,
    int eventCount,
    Instant startedAt,
    Instant endedAt,
    Instant createdAt,
    int version,
    double confidence,
    String generator,
    InteractionDetails.@Nullable Assessment assessment,
    @Nullable Long cost) {

  /**
   * @param interaction as stored
   * @return what a list shows of it
   */
  public static InteractionView of(Interaction interaction) {
    return new InteractionView(
        interaction.id(),
        interaction.source(),
        interaction.sessionId(),
        interaction.description(),
        interaction.outcome(),
        interaction.details().products(),
        interaction.details().tags(),
        interaction.eventCount(),
        interaction.startedAt(),
        interaction.endedAt(),
        interaction.createdAt(),
        interaction.version(),
        interaction.confidence(),
        interaction.generator(),
        interaction.details().assessment(),
        interaction.details().cost());
  }
}
