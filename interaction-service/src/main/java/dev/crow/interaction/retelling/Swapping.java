package dev.crow.interaction.retelling;

import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.ledger.InteractionDetails;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.interaction.lifecycle.Leases;
import dev.crow.interaction.processing.ReembeddingInteractions;
import dev.crow.interaction.retelling.Redescription.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Exchanges the words that are shown for those that are not, and back. An interaction told anew
 * since, by a later version of its session, keeps its words.
 */
final class Swapping {

  private static final int PAGE = 20;

  private final RedescriptionStore store;
  private final Interactions interactions;
  private final ReembeddingInteractions vectors;
  private final TransactionTemplate transaction;

  Swapping(
      RedescriptionStore store,
      Interactions interactions,
      ReembeddingInteractions vectors,
      TransactionTemplate transaction) {
    this.store = store;
    this.interactions = interactions;
    this.vectors = vectors;
    this.transaction = transaction;
  }

  void work(Redescription one, Leases.Lease lease) {
    boolean promote = one.state() == State.PROMOTING;
    List<Telling> page = store.tellings(one, "", PAGE);
    while (!page.isEmpty()) {
      swap(one, page.stream().filter(telling -> telling.promoted() != promote).toList());
      // Also those a run before this one swapped and did not come to embed.
      embed(one, page);
      lease.renew();
      page = store.tellings(one, page.getLast().interactionId(), PAGE);
    }
    store.move(one, one.state(), promote ? State.PROMOTED : State.READY, null);
  }

  private void swap(Redescription one, List<Telling> hidden) {
    Map<String, Interaction> shown = shown(one, hidden);
    for (Telling telling : hidden) {
      Interaction now = shown.get(telling.interactionId());
      if (now != null && now.version() == telling.version()) {
        transaction.executeWithoutResult(
            _ -> {
              if (interactions.retell(told(now, telling))) {
                store.swap(
                    one,
                    new Telling(
                        now.id(),
                        now.version(),
                        !telling.promoted(),
                        now.description(),
                        now.generator(),
                        now.details()));
              }
            });
      }
    }
  }

  private void embed(Redescription one, List<Telling> page) {
    List<Interaction> now = new ArrayList<>(shown(one, page).values());
    if (!now.isEmpty()) {
      vectors.put(now);
    }
  }

  private Map<String, Interaction> shown(Redescription one, List<Telling> tellings) {
    return interactions
        .findInOrder(one.organizationId(), tellings.stream().map(Telling::interactionId).toList())
        .stream()
        .collect(Collectors.toMap(Interaction::id, Function.identity()));
  }

  private static Interaction told(Interaction now, Telling telling) {
    InteractionDetails details = telling.details();
    return new Interaction(
        now.id(),
        now.organizationId(),
        now.source(),
        now.sessionId(),
        now.run(),
        now.version(),
        telling.description(),
        now.outcome(),
        now.confidence(),
        telling.generator(),
        now.eventCount(),
        now.startedAt(),
        now.endedAt(),
        now.createdAt(),
        details);
  }
}
