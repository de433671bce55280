package dev.crow.interaction.processing;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.StoreAway;
import dev.crow.interaction.description.SessionFacts;
import dev.crow.interaction.erasure.ErasureList;
import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.ledger.InteractionIds;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.interaction.ledger.Interactions.Recording;
import dev.crow.objectstore.ObjectStoreException;
import dev.crow.vectorindex.VectorIndexException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Gives closed sessions their effect: raw object, vector, then row. The row is the commit point;
 * what was written before it carries the interaction's own id, so a repetition after a crash writes
 * the same again, and readers, who start from rows, never see half of it.
 */
final class ProcessingSessions implements EventHandler<SessionClosed> {

  private final SessionArchive archive;
  private final InteractionFactory factory;
  private final InteractionVectors vectors;
  private final Interactions interactions;
  private final ErasureList erased;
  private final StoreAway away =
      new StoreAway(Set.of(ObjectStoreException.class, VectorIndexException.class));

  ProcessingSessions(
      SessionArchive archive,
      InteractionFactory factory,
      InteractionVectors vectors,
      Interactions interactions,
      ErasureList erased) {
    this.archive = archive;
    this.factory = factory;
    this.vectors = vectors;
    this.interactions = interactions;
    this.erased = erased;
  }

  @Override
  public void handle(List<Event<SessionClosed>> events) {
    events.forEach(event -> event.requireOrganization(event.payload().organizationId()));
    away.waitingFor(() -> record(events));
  }

  private void record(List<Event<SessionClosed>> events) {
    List<Recording> recordings = new ArrayList<>(events.size());
    for (Event<SessionClosed> event : events) {
      SessionClosed session = event.payload();
      if (erased.covers(session.organizationId(), session.context())) {
        forget(session);
        interactions.drop(event.id(), session);
      } else {
        recordings.add(new Recording(event.id(), factory.from(session), SessionFacts.of(session)));
        archive.keep(session);
      }
    }
    if (!recordings.isEmpty()) {
      vectors.put(recordings.stream().map(Recording::interaction).toList());
      // Erased while they were being worked on: what was written before the row goes again.
      interactions.record(recordings).forEach(this::forget);
    }
  }

  /** An earlier attempt may have left an object and a vector before it was cut short. */
  private void forget(SessionClosed session) {
    archive.forget(session);
    vectors.forget(
        session.organizationId(),
        List.of(
            InteractionIds.of(
                session.organizationId(), session.source(), session.sessionId(), session.run())));
  }

  private void forget(Interaction interaction) {
    archive.forget(interaction);
    vectors.forget(interaction.organizationId(), List.of(interaction.id()));
  }
}
