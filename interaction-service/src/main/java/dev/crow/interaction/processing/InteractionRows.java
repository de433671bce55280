package dev.crow.interaction.processing;

import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.vectorindex.IndexRebuild;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows the index is made anew from. */
final class InteractionRows implements IndexRebuild.Rows<Interaction> {

  /** So few that live sessions need not wait long for the embedding model. */
  private static final int BATCH = 32;

  private final Interactions interactions;

  InteractionRows(Interactions interactions) {
    this.interactions = interactions;
  }

  @Override
  public List<Interaction> after(@Nullable String cursor) {
    return interactions.afterOfAll(Objects.requireNonNullElse(cursor, ""), BATCH);
  }

  @Override
  public String cursor(Interaction row) {
    return row.id();
  }
}
