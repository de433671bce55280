package dev.crow.interaction.replay;

import dev.crow.contracts.Topics;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.events.Event;
import dev.crow.events.EventPublisher;
import dev.crow.interaction.lifecycle.Leases;
import dev.crow.interaction.processing.SessionArchive;
import dev.crow.objectstore.ObjectSummary;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts archived sessions back into the queue they came from, each under the name it had. Whoever
 * knows that name does nothing; whoever lost what it made of it, makes it again. So a page that is
 * told twice, after a crash, doubles nothing either.
 */
final class Replaying {

  private static final Logger log = LoggerFactory.getLogger(Replaying.class);
  private static final int PAGE = 100;

  private final ReplayStore store;
  private final SessionArchive archive;
  private final EventPublisher publisher;
  private final Leases leases;
  private final Clock clock;

  Replaying(
      ReplayStore store,
      SessionArchive archive,
      EventPublisher publisher,
      Leases leases,
      Clock clock) {
    this.store = store;
    this.archive = archive;
    this.publisher = publisher;
    this.leases = leases;
    this.clock = clock;
  }

  /** Works on what was asked for; the trouble of one organization does not keep others waiting. */
  void workAll() {
    for (Replay replay : store.underway()) {
      // What retention removes meanwhile must not come back.
      try (Leases.Lease lease = leases.take(replay.organizationId()).orElse(null)) {
        if (lease != null) {
          work(replay, lease);
        }
      }
    }
  }

  private void work(Replay replay, Leases.Lease lease) {
    store.takeUp(replay);
    try {
      String place = replay.place();
      long lookedAt = replay.lookedAt();
      long replayed = replay.replayed();
      List<ObjectSummary> page = archive.page(replay.organizationId(), place, PAGE);
      while (!page.isEmpty()) {
        replayed += tell(replay, page);
        lookedAt += page.size();
        place = page.getLast().key().value();
        store.progress(replay, place, lookedAt, replayed);
        lease.renew();
        page = archive.page(replay.organizationId(), place, PAGE);
      }
      store.finish(replay, clock.instant());
    } catch (RuntimeException e) {
      log.warn("Replay {} has to wait", replay.id(), e);
      store.failed(replay, e.getClass().getSimpleName());
    }
  }

  private int tell(Replay replay, List<ObjectSummary> page) {
    int told = 0;
    for (ObjectSummary object : page) {
      SessionClosed session = inRange(replay, object);
      if (session != null) {
        publisher.publish(Topics.INTERACTION_QUEUE, List.of(event(session)));
        told++;
      }
    }
    return told;
  }

  private @Nullable SessionClosed inRange(Replay replay, ObjectSummary object) {
    if (object.storedAt().isBefore(replay.from())) {
      return null; // It ended before the range begins.
    }
    Optional<SessionClosed> session = archive.read(object.key());
    return session
        .filter(found -> found.organizationId().equals(replay.organizationId()))
        .filter(found -> replay.covers(found.startedAt()))
        .orElse(null);
  }

  /** As the session was told the first time. */
  private static Event<SessionClosed> event(SessionClosed session) {
    String key = session.organizationId() + "|" + session.sessionId();
    String id = key + "|" + session.run() + "|" + session.version();
    return new Event<>(id, session.organizationId(), key, session);
  }
}
