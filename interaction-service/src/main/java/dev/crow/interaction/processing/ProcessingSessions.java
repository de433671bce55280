package dev.crow.interaction.processing;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.StoreAway;
import dev.crow.events.TransientFailure;
import dev.crow.interaction.catalogue.ProductResolver;
import dev.crow.interaction.catalogue.ProductResolver.Resolved;
import dev.crow.interaction.description.Assessment;
import dev.crow.interaction.description.SessionFacts;
import dev.crow.interaction.erasure.ErasureList;
import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.ledger.InteractionIds;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.interaction.ledger.Interactions.Recording;
import dev.crow.interaction.processing.SessionArchive.Kept;
import dev.crow.interaction.workflow.Step;
import dev.crow.interaction.workflow.WorkflowRun;
import dev.crow.interaction.workflow.WorkflowRun.State;
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
  private final ProductResolver products;
  private final InteractionFactory factory;
  private final RunNotes runs;
  private final InteractionVectors vectors;
  private final Interactions interactions;
  private final ErasureList erased;
  private final StoreAway away =
      new StoreAway(Set.of(ObjectStoreException.class, VectorIndexException.class));

  ProcessingSessions(
      SessionArchive archive,
      ProductResolver products,
      InteractionFactory factory,
      RunNotes runs,
      InteractionVectors vectors,
      Interactions interactions,
      ErasureList erased) {
    this.archive = archive;
    this.products = products;
    this.factory = factory;
    this.runs = runs;
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
    List<Event<SessionClosed>> wanted = new ArrayList<>(events.size());
    for (Event<SessionClosed> event : events) {
      SessionClosed session = event.payload();
      if (erased.covers(session.organizationId(), session.context())) {
        forget(session);
        interactions.drop(event.id(), session);
      } else {
        wanted.add(event);
      }
    }
    if (wanted.isEmpty()) {
      return;
    }
    List<Described> described = described(wanted);
    List<Recording> recordings = described.stream().map(Described::recording).toList();
    try {
      archive.keep(described.stream().map(Described::kept).toList());
      vectors.put(recordings.stream().map(Recording::interaction).toList());
      // Erased while they were being worked on: what was written before the row goes again.
      interactions.record(recordings).forEach(this::forget);
    } catch (RuntimeException e) {
      throw noted(wanted, Step.Name.STORE, e);
    }
  }

  /** What becomes of a session: its row, and its place in the archive. */
  private record Described(Recording recording, Kept kept) {}

  private List<Described> described(List<Event<SessionClosed>> events) {
    List<Described> described = new ArrayList<>(events.size());
    List<Resolved> resolved = products.resolve(events.stream().map(Event::payload).toList());
    for (int i = 0; i < events.size(); i++) {
      Event<SessionClosed> event = events.get(i);
      Resolved known = resolved.get(i);
      try {
        Assessment assessment = Assessment.of(known.session());
        Interaction interaction = factory.from(known, assessment);
        WorkflowRun run = runs.stored(known, assessment.triage(), interaction);
        described.add(
            new Described(
                new Recording(
                    event.id(), interaction, SessionFacts.of(known.session()), () -> runs.put(run)),
                new Kept(event.payload(), run.state() == State.RUNNING)));
      } catch (RuntimeException e) {
        throw noted(List.of(event), Step.Name.DESCRIBE, e);
      }
    }
    return described;
  }

  /** Of a batch nobody knows yet who is to blame; alone, a session is. */
  private RuntimeException noted(
      List<Event<SessionClosed>> events, Step.Name step, RuntimeException failure) {
    if (events.size() == 1 && !(failure instanceof TransientFailure) && !away.isAway(failure)) {
      try {
        runs.failed(events.getFirst().payload(), step, failure);
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
    return failure;
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
