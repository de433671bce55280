package dev.crow.interaction.processing;

import dev.crow.interaction.erasure.ErasureList;
import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.ledger.Interactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Puts rows into the index again while others change them. A row may be amended or erased between
 * its reading and its writing, so it is looked at once more after: an erasure is listed before
 * vectors are removed, so either the list is seen here, or the removal comes after the writing.
 */
public final class ReembeddingInteractions {

  private final InteractionVectors vectors;
  private final Interactions interactions;
  private final ErasureList erased;

  ReembeddingInteractions(
      InteractionVectors vectors, Interactions interactions, ErasureList erased) {
    this.vectors = vectors;
    this.interactions = interactions;
    this.erased = erased;
  }

  /**
   * @param rows as they were read or written a moment ago
   */
  public void put(List<Interaction> rows) {
    vectors.put(rows);
    rows.stream()
        .collect(Collectors.groupingBy(Interaction::organizationId))
        .forEach(this::lookAgain);
  }

  private void lookAgain(String organizationId, List<Interaction> rows) {
    Map<String, Interaction> now =
        interactions
            .findInOrder(organizationId, rows.stream().map(Interaction::id).toList())
            .stream()
            .collect(Collectors.toMap(Interaction::id, row -> row));
    List<String> gone = new ArrayList<>();
    List<Interaction> amended = new ArrayList<>();
    for (Interaction row : rows) {
      Interaction current = now.get(row.id());
      if (current == null || erased.covers(organizationId, row.details().context())) {
        gone.add(row.id());
      } else if (current.version() != row.version()) {
        amended.add(current);
      }
    }
    if (!amended.isEmpty()) {
      vectors.put(amended);
    }
    vectors.forget(organizationId, gone);
  }
}
