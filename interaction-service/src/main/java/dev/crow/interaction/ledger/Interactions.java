package dev.crow.interaction.ledger;

import dev.crow.contracts.Topics;
import dev.crow.contracts.interaction.v1.InteractionFacts;
import dev.crow.contracts.interaction.v1.InteractionRecorded;
import dev.crow.contracts.interaction.v1.SessionSettled;
import dev.crow.contracts.interaction.v1.SessionSettled.Outcome;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.events.Event;
import dev.crow.events.Inbox;
import dev.crow.events.Outbox;
import dev.crow.interaction.erasure.ErasureList;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** The record of interactions, for the features around it. */
public final class Interactions {

  private static final String CONSUMER = "interactions";
  private static final int PAGE = 200;

  private final InteractionStore store;
  private final Inbox inbox;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final ErasureList erased;
  private final Clock clock;

  Interactions(
      InteractionStore store,
      Inbox inbox,
      Outbox outbox,
      TransactionTemplate transaction,
      ErasureList erased,
      Clock clock) {
    this.store = store;
    this.inbox = inbox;
    this.outbox = outbox;
    this.transaction = transaction;
    this.erased = erased;
    this.clock = clock;
  }

  /**
   * Records interactions: inbox, row and announcements of each in one transaction, so that each
   * event that led here has one visible effect however often it is delivered. A transaction holds
   * several of them, but not a whole batch: some databases send all it holds again with every
   * statement.
   *
   * @param recordings in order of arrival
   * @return those of visitors or organizations that were erased; nothing is recorded of them
   */
  public List<Interaction> record(List<Recording> recordings) {
    List<Interaction> refused = new ArrayList<>();
    for (List<Recording> unit : Units.of(recordings)) {
      refused.addAll(transaction.execute(_ -> recordUnit(unit)));
    }
    return refused;
  }

  /** Reads first: some databases take no question after a transaction's first write. */
  private List<Interaction> recordUnit(List<Recording> unit) {
    List<Recording> ofErased = unit.stream().filter(this::isOfErased).toList();
    unit.stream().filter(recording -> !ofErased.contains(recording)).forEach(this::recordOne);
    ofErased.forEach(
        recording ->
            drop(recording.eventId(), settlement(recording.interaction(), Outcome.ERASED)));
    return ofErased.stream().map(Recording::interaction).toList();
  }

  private boolean isOfErased(Recording recording) {
    Interaction interaction = recording.interaction();
    return erased.covers(interaction.organizationId(), interaction.details().context());
  }

  private void recordOne(Recording recording) {
    Interaction interaction = recording.interaction();
    if (!inbox.claim(CONSUMER, recording.eventId())) {
      return;
    }
    settle(recording.eventId(), settlement(interaction, Outcome.RECORDED));
    if (store.save(interaction)) {
      recording.alongside().run();
      outbox.add(
          Topics.ANALYTICS_QUEUE,
          new Event<>(
              interaction.id() + ":" + interaction.version(),
              interaction.organizationId(),
              interaction.organizationId(),
              announcement(recording)));
    }
  }

  /**
   * Puts other words for the same version of an interaction; what others count of it stays. To be
   * called within a transaction, as its first write.
   *
   * @param retold with the id and version of what is stored
   * @return false if that version is not there (any more): it was told anew, archived or erased
   */
  public boolean retell(Interaction retold) {
    return store.retell(retold);
  }

  /**
   * Tells whoever sent a session that it was dropped, because its visitor was erased.
   *
   * @param eventId the incoming event's id
   * @param session as it was told
   */
  public void drop(String eventId, SessionClosed session) {
    SessionSettled settlement =
        new SessionSettled(
            session.organizationId(),
            session.source(),
            session.sessionId(),
            session.run(),
            session.version(),
            Outcome.ERASED,
            InteractionIds.of(
                session.organizationId(), session.source(), session.sessionId(), session.run()),
            clock.instant());
    transaction.executeWithoutResult(_ -> drop(eventId, settlement));
  }

  private void drop(String eventId, SessionSettled settlement) {
    if (inbox.claim(CONSUMER, eventId)) {
      settle(eventId, settlement);
    }
  }

  private void settle(String eventId, SessionSettled settlement) {
    outbox.add(
        Topics.SETTLED_SESSIONS,
        new Event<>(
            eventId + ":settled",
            settlement.organizationId(),
            settlement.organizationId() + "|" + settlement.sessionId(),
            settlement));
  }

  private SessionSettled settlement(Interaction interaction, Outcome outcome) {
    return new SessionSettled(
        interaction.organizationId(),
        interaction.source(),
        interaction.sessionId(),
        interaction.run(),
        interaction.version(),
        outcome,
        interaction.id(),
        clock.instant());
  }

  /**
   * @param organizationId whose
   * @param visitorId of which visitor; null for all
   * @param afterId id of the interaction before; empty to begin
   * @return the next interactions, at most 200, in the order of their ids
   */
  public List<Interaction> after(
      String organizationId, @Nullable String visitorId, String afterId) {
    return store.after(organizationId, visitorId, afterId, PAGE);
  }

  /**
   * For making anew what rests on interactions, such as their index; each carries its organization.
   *
   * @param afterId id of the interaction before; empty to begin
   * @return the next interactions of all organizations, in the order of their ids
   */
  public List<Interaction> afterOfAll(String afterId, int limit) {
    return store.afterOfAll(afterId, limit);
  }

  /**
   * @param organizationId whose
   * @param visitorId of which visitor; null for all
   * @return how many interactions were forgotten
   */
  public long forget(String organizationId, @Nullable String visitorId) {
    return visitorId == null
        ? store.deleteAll(organizationId)
        : store.deleteVisitor(organizationId, visitorId);
  }

  /**
   * @param organizationId whose
   * @param ids of interactions, in the order wanted; absent and foreign ones are left out
   * @return those that exist, in that order
   */
  public List<Interaction> findInOrder(String organizationId, Collection<String> ids) {
    Map<String, Interaction> found =
        store.findAll(organizationId, ids).stream()
            .collect(Collectors.toMap(Interaction::id, Function.identity()));
    return ids.stream().filter(found::containsKey).map(found::get).toList();
  }

  private static InteractionRecorded announcement(Recording recording) {
    Interaction interaction = recording.interaction();
    return new InteractionRecorded(
        interaction.organizationId(),
        interaction.id(),
        interaction.version(),
        interaction.source(),
        interaction.sessionId(),
        interaction.description(),
        interaction.productIds(),
        interaction.eventCount(),
        interaction.startedAt(),
        interaction.endedAt(),
        interaction.createdAt(),
        interaction.generator(),
        recording.facts());
  }

  /**
   * An interaction and the event that led to it.
   *
   * @param eventId the incoming event's id
   * @param interaction what came of it
   * @param facts what others count of it; null where the session itself is not at hand
   * @param alongside rows written in the same transaction, if this version is news
   */
  public record Recording(
      String eventId,
      Interaction interaction,
      @Nullable InteractionFacts facts,
      Runnable alongside) {

    /** A recording with nothing alongside. */
    public Recording(String eventId, Interaction interaction, @Nullable InteractionFacts facts) {
      this(eventId, interaction, facts, () -> {});
    }
  }
}
