package dev.crow.interaction.processing;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.TransientFailure;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.interaction.ledger.Interactions.Recording;
import dev.crow.objectstore.ObjectStoreException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

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

  ProcessingSessions(
      SessionArchive archive,
      InteractionFactory factory,
      InteractionVectors vectors,
      Interactions interactions) {
    this.archive = archive;
    this.factory = factory;
    this.vectors = vectors;
    this.interactions = interactions;
  }

  @Override
  public void handle(List<Event<SessionClosed>> events) {
    List<Recording> recordings = new ArrayList<>(events.size());
    for (Event<SessionClosed> event : events) {
      requireOwnOrganization(event);
      recordings.add(new Recording(event.id(), factory.from(event.payload())));
    }
    try {
      events.forEach(event -> archive.keep(event.payload()));
      vectors.put(recordings.stream().map(Recording::interaction).toList());
      interactions.record(recordings);
    } catch (DataAccessResourceFailureException
        | CannotCreateTransactionException
        | TransientDataAccessException
        | ObjectStoreException
        | UncheckedIOException e) {
      throw new TransientFailure("A store is away: " + e.getClass().getSimpleName(), e);
    }
  }

  /** The envelope's organization comes from our own code; a payload that disagrees is not ours. */
  private static void requireOwnOrganization(Event<SessionClosed> event) {
    if (!event.organizationId().equals(event.payload().organizationId())) {
      throw new IllegalArgumentException("The envelope names another organization");
    }
  }
}
