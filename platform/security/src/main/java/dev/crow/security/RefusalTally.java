package dev.crow.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts refusals by caller, so that one who asks a thousand times fills one line of a log and not
 * a thousand. The first refusal of a caller is told at the next turn, all later ones together once
 * their minute is over.
 */
final class RefusalTally {

  /** How long a caller that was just told of is counted in silence. */
  static final Duration SILENCE = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(RefusalTally.class);
  private static final int MOST_CALLERS = 10_000;
  private static final int MOST_OPERATIONS = 5;

  private final ConcurrentMap<Key, Count> counts = new ConcurrentHashMap<>();
  private final Deque<Refusal> untold = new ArrayDeque<>();
  private final Clock clock;

  RefusalTally(Clock clock) {
    this.clock = clock;
  }

  private record Key(String organizationId, Caller.Kind kind, String subject) {}

  private record Count(@Nullable Refusal open, Set<String> operations, Instant due) {}

  /**
   * @param caller who was refused; those of no organization are in nobody's log
   * @param operation what
   * @param requestId the request's
   */
  void add(Caller caller, String operation, @Nullable String requestId) {
    Key key = new Key(caller.organizationId(), caller.kind(), caller.subject());
    if (caller.organizationId().equals(Caller.NO_ORGANIZATION)) {
      return;
    }
    if (counts.size() >= MOST_CALLERS && !counts.containsKey(key)) {
      log.warn("More than {} callers are refused at once; one is not told of", MOST_CALLERS);
      return;
    }
    Instant now = clock.instant();
    counts.compute(
        key,
        (_, count) ->
            count == null || count.open() == null
                ? new Count(
                    new Refusal(
                        UUID.randomUUID().toString(), caller, operation, 1, requestId, now, now),
                    Set.of(operation),
                    count == null ? now : count.due())
                : more(count, count.open(), operation, now));
  }

  private static Count more(Count count, Refusal open, String operation, Instant now) {
    Set<String> operations = new LinkedHashSet<>(count.operations());
    if (operations.size() <= MOST_OPERATIONS) {
      operations.add(operation);
    }
    return new Count(
        new Refusal(
            open.id(),
            open.caller(),
            named(operations),
            open.times() + 1,
            open.requestId(),
            open.first(),
            now),
        operations,
        count.due());
  }

  private static String named(Set<String> operations) {
    return operations.size() <= MOST_OPERATIONS
        ? String.join(",", operations)
        : String.join(",", operations.stream().limit(MOST_OPERATIONS).toList()) + ",…";
  }

  /** Tells of every caller whose time has come, after what could not be told before. */
  void tell(AccessDenials listener) {
    tell(listener, clock.instant());
  }

  /** Tells of all, whether their time has come or not. */
  void tellAll(AccessDenials listener) {
    tell(listener, Instant.MAX);
  }

  private synchronized void tell(AccessDenials listener, Instant dueBy) {
    Instant quietUntil = clock.instant().plus(SILENCE);
    for (Key key : counts.keySet()) {
      counts.computeIfPresent(key, (_, count) -> take(count, dueBy, quietUntil));
    }
    try {
      while (!untold.isEmpty()) {
        listener.denied(untold.getFirst());
        untold.removeFirst();
      }
    } catch (RuntimeException e) {
      log.error("{} refusals cannot be told now and wait", untold.size(), e);
    }
    while (untold.size() > MOST_CALLERS) {
      log.error("A refusal was never told: {}", untold.removeFirst().object());
    }
  }

  private @Nullable Count take(Count count, Instant dueBy, Instant quietUntil) {
    if (count.due().isAfter(dueBy)) {
      return count;
    }
    if (count.open() == null) {
      return null;
    }
    untold.addLast(count.open());
    return new Count(null, Set.of(), quietUntil);
  }
}
