package dev.crow.analytics.projection;

import dev.crow.events.Inbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps counts in step with visits: whatever comes, changes or goes changes both in one
 * transaction, so the counts are at every moment what counting all visits anew would give.
 */
public final class Projection {

  private static final int TRIES = 5;
  private static final int PAGE = 100;

  private final Visits visits;
  private final Counts counts;
  private final Visitors visitors;
  private final Inbox inbox;
  private final TransactionTemplate transaction;

  Projection(
      Visits visits,
      Counts counts,
      Visitors visitors,
      Inbox inbox,
      TransactionTemplate transaction) {
    this.visits = visits;
    this.counts = counts;
    this.visitors = visitors;
    this.inbox = inbox;
    this.transaction = transaction;
  }

  /** A visit on its way in. */
  record Arriving(String eventId, Visit visit) {}

  /** Each event has its effect once; an older version than what is there has none. */
  void record(String consumer, String organization, List<Arriving> arriving) {
    unlessOvertaken(
        () -> {
          take(consumer, organization, arriving);
          return arriving.size();
        });
  }

  /** Reads first: some databases take no question after a transaction's first write. */
  private void take(String consumer, String organization, List<Arriving> arriving) {
    long revision = visits.revision(organization);
    Map<String, Visit> known =
        new HashMap<>(
            visits.find(organization, arriving.stream().map(each -> each.visit().id()).toList()));
    Set<String> erased = visits.erased(organization, hashes(organization, arriving));
    boolean closed = erased.contains(visitors.hashOfAll(organization));
    var keptSince = visits.keptSince(organization);
    Tally tally = new Tally();
    Map<String, Visit> changed = new HashMap<>();
    for (Arriving each : arriving) {
      Visit visit = each.visit();
      Visit before = known.get(visit.id());
      boolean counts =
          !closed
              && SessionReader.hashes(visit).stream().noneMatch(erased::contains)
              && keptSince.map(since -> !visit.startedAt().isBefore(since)).orElse(true)
              && (before == null || before.version() < visit.version());
      if (inbox.claim(consumer, each.eventId()) && counts) {
        if (before != null) {
          tally.remove(before);
        }
        tally.add(visit);
        known.put(visit.id(), visit);
        changed.put(visit.id(), visit);
      }
    }
    if (!changed.isEmpty()) {
      changed.values().forEach(visit -> visits.save(organization, visit));
      counts.apply(organization, tally);
      visits.revise(organization, revision);
    }
  }

  private Collection<String> hashes(String organization, List<Arriving> arriving) {
    Set<String> hashes = new HashSet<>();
    hashes.add(visitors.hashOfAll(organization));
    arriving.forEach(each -> hashes.addAll(SessionReader.hashes(each.visit())));
    return hashes;
  }

  /**
   * @param organizationId whose
   * @return whether all of it was erased
   */
  public boolean isErased(String organizationId) {
    return !visits.erased(organizationId, List.of(visitors.hashOfAll(organizationId))).isEmpty();
  }

  /**
   * Nothing of an organization is counted from now on.
   *
   * @param organizationId whose
   * @param erasureId the run
   */
  public void close(String organizationId, String erasureId) {
    transaction.executeWithoutResult(
        _ -> visits.close(organizationId, visitors.hashOfAll(organizationId), erasureId));
  }

  /**
   * Takes a visitor out of visits and counts, and counts nothing of them from now on.
   *
   * @param organizationId whose visitor
   * @param visitorId the brand's own id or the pseudonym
   * @param erasureId the run
   * @return how many rows went
   */
  public long erase(String organizationId, String visitorId, String erasureId) {
    String hash = hash(organizationId, visitorId);
    transaction.executeWithoutResult(_ -> visits.close(organizationId, hash, erasureId));
    long gone = 0;
    int page;
    do {
      page = unlessOvertaken(() -> erasePage(organizationId, hash));
      gone += page;
    } while (page == PAGE);
    return gone;
  }

  private int erasePage(String organization, String hash) {
    long revision = visits.revision(organization);
    List<Visit> page = visits.of(organization, hash, PAGE);
    if (!page.isEmpty()) {
      Tally tally = new Tally();
      page.forEach(tally::remove);
      visits.delete(organization, page.stream().map(Visit::id).toList());
      counts.apply(organization, tally);
      visits.revise(organization, revision);
    }
    return page.size();
  }

  /**
   * @param organizationId whose
   * @param visitorId the brand's own id or the pseudonym
   * @return what stands for them in {@link Visits}
   */
  public String hash(String organizationId, String visitorId) {
    String hash = visitors.hash(organizationId, visitorId);
    if (hash == null) {
      throw new IllegalArgumentException("An erasure names a visitor");
    }
    return hash;
  }

  private int unlessOvertaken(Supplier<Integer> work) {
    List<DuplicateKeyException> overtaken = new ArrayList<>();
    while (overtaken.size() < TRIES) {
      try {
        Integer done = transaction.execute(_ -> work.get());
        return done == null ? 0 : done;
      } catch (DuplicateKeyException e) {
        overtaken.add(e);
      }
    }
    throw new OptimisticLockingFailureException(
        "Other writers were faster " + TRIES + " times", overtaken.getLast());
  }
}
