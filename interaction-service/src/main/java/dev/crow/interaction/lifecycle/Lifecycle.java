package dev.crow.interaction.lifecycle;

import dev.crow.interaction.ledger.Archive;
import dev.crow.interaction.ledger.Archive.Due;
import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.lifecycle.Leases.Lease;
import dev.crow.interaction.lifecycle.LifecycleRun.Kind;
import dev.crow.interaction.processing.InteractionVectors;
import dev.crow.interaction.processing.SessionArchive;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enforces retention, and rolls what is old into the archive. Each step removes or moves what it
 * counted, so a run that is cut short goes on where it was, and one that has nothing to do does not
 * begin.
 */
final class Lifecycle {

  private static final Logger log = LoggerFactory.getLogger(Lifecycle.class);

  private final Archive archive;
  private final SessionArchive sessions;
  private final InteractionVectors vectors;
  private final RetentionRules rules;
  private final LifecycleRuns runs;
  private final Leases leases;
  private final MeterRegistry meters;
  private final Duration archiveAfter;
  private final Clock clock;

  Lifecycle(
      Archive archive,
      SessionArchive sessions,
      InteractionVectors vectors,
      RetentionRules rules,
      LifecycleRuns runs,
      Leases leases,
      MeterRegistry meters,
      Duration archiveAfter,
      Clock clock) {
    this.archive = archive;
    this.sessions = sessions;
    this.vectors = vectors;
    this.rules = rules;
    this.runs = runs;
    this.leases = leases;
    this.meters = meters;
    this.archiveAfter = archiveAfter;
    this.clock = clock;
  }

  /** Looks after every organization; the trouble of one does not keep the others waiting. */
  void workAll() {
    for (String organization : runs.organizations()) {
      try {
        work(organization);
      } catch (RuntimeException e) {
        log.warn("Archive and retention of organization {} have to wait", organization, e);
      }
    }
  }

  void work(String organization) {
    try (Lease lease = leases.take(organization).orElse(null)) {
      if (lease == null) {
        return;
      }
      LifecyclePreview due = preview(organization);
      // Retention first: what has to go need not be archived before.
      if (!due.retention().isEmpty() || isUnderway(organization, Kind.RETENTION)) {
        run(organization, Kind.RETENTION, run -> retain(run, due.retention(), lease));
      }
      Instant old = due.archive().before();
      if (archive.due(organization, old).rows() > 0 || isUnderway(organization, Kind.ARCHIVE)) {
        run(organization, Kind.ARCHIVE, run -> roll(run, old, lease));
      }
    }
  }

  /** Counts, and changes nothing. */
  LifecyclePreview preview(String organization) {
    Instant now = clock.instant();
    RetentionRule rule = rules.of(organization);
    Instant sessionsBefore = before(now, rule.rawSessions());
    Instant interactionsBefore = before(now, rule.interactions());
    Due over =
        interactionsBefore == null ? new Due(0, 0) : archive.due(organization, interactionsBefore);
    Instant old = now.minus(archiveAfter);
    return new LifecyclePreview(
        new LifecyclePreview.Retention(
            sessionsBefore,
            sessionsBefore == null ? 0 : sessions.countKept(organization, sessionsBefore),
            interactionsBefore,
            over.rows(),
            over.archived()),
        new LifecyclePreview.Archiving(old, archive.due(organization, old).rows()));
  }

  private static @Nullable Instant before(Instant now, @Nullable Integer days) {
    return days == null ? null : now.minus(Duration.ofDays(days));
  }

  private boolean isUnderway(String organization, Kind kind) {
    return runs.underway(organization, kind).isPresent();
  }

  private void run(String organization, Kind kind, Consumer<Progress> work) {
    LifecycleRun run = runs.begin(organization, kind);
    try {
      archive.sweep(organization);
      Progress progress = new Progress(organization, run);
      work.accept(progress);
      runs.finish(organization, run, progress.counts);
    } catch (RuntimeException e) {
      runs.failed(organization, run.id(), e.getClass().getSimpleName());
      throw e;
    }
  }

  private void retain(Progress run, LifecyclePreview.Retention over, Lease lease) {
    String organization = run.organization;
    Instant sessionsBefore = over.rawSessionsBefore();
    if (sessionsBefore != null) {
      run.add("raw-sessions", sessions.forgetKept(organization, sessionsBefore));
    }
    Instant before = over.interactionsBefore();
    if (before == null) {
      return;
    }
    Consumer<List<Interaction>> beside =
        gone -> {
          lease.renew();
          gone.forEach(sessions::forget);
          vectors.forget(organization, gone.stream().map(Interaction::id).toList());
        };
    int pruned = archive.pruneRows(organization, before, beside);
    while (pruned > 0) {
      run.add("rows", pruned);
      pruned = archive.pruneRows(organization, before, beside);
    }
    run.add("archived", archive.prune(organization, before, beside));
  }

  private void roll(Progress run, Instant before, Lease lease) {
    int rolled = archive.roll(run.organization, before);
    while (rolled > 0) {
      run.add("rolled", rolled);
      lease.renew();
      rolled = archive.roll(run.organization, before);
    }
  }

  /** What a run has done so far, over all its attempts. */
  private final class Progress {

    private final String organization;
    private final LifecycleRun run;
    private final Map<String, Long> counts;

    Progress(String organization, LifecycleRun run) {
      this.organization = organization;
      this.run = run;
      this.counts = new TreeMap<>(run.counts());
    }

    void add(String what, long count) {
      counts.merge(what, count, Long::sum);
      runs.progress(organization, run.id(), what, counts);
      meters
          .counter(
              "crow.lifecycle.items",
              "kind",
              run.kind().name().toLowerCase(Locale.ROOT),
              "sort",
              what)
          .increment((double) count);
    }
  }
}
