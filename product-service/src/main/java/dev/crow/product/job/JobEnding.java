package dev.crow.product.job;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Topics;
import dev.crow.contracts.notification.v1.NotificationRequested;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.product.job.Job.Kind;
import dev.crow.product.job.Job.State;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends jobs, and has whoever asked for one told of it in the same transaction. */
final class JobEnding {

  private static final String BY_USER = "user:";

  private final JobStore store;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

  JobEnding(JobStore store, Outbox outbox, TransactionTemplate transaction, Clock clock) {
    this.store = store;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  void finish(
      Job job, String owner, State state, @Nullable String problem, @Nullable String detail) {
    transaction.executeWithoutResult(
        _ -> {
          Optional<Job> done = store.find(job.organizationId(), job.id());
          if (done.isPresent() && store.finish(job.id(), owner, state, problem, detail)) {
            outbox.add(Topics.NOTIFICATION_QUEUE, told(done.get(), state, detail));
          }
        });
  }

  private Event<NotificationRequested> told(Job job, State state, @Nullable String detail) {
    boolean imported = job.kind() == Kind.IMPORT;
    boolean done = state == State.DONE;
    String what = imported ? "import" : "discovery";
    String by = job.createdBy();
    boolean person = by.startsWith(BY_USER);
    String organization = job.organizationId();
    return new Event<>(
        "job:" + job.id(),
        organization,
        organization,
        new NotificationRequested(
            organization,
            person ? by.substring(BY_USER.length()) : null,
            person ? null : Permissions.PRODUCTS_MANAGE,
            what + (done ? ".finished" : ".failed"),
            "Your %s %s".formatted(what, done ? "is done" : "failed"),
            done ? counts(job.counts(), imported ? "rows" : "pages") : detail,
            Map.of("jobId", job.id(), "link", "/products"),
            clock.instant()));
  }

  private static String counts(Counts counts, String unit) {
    return "%d %s: %d products are new, %d changed, %d are as before; %d %s could not be taken."
        .formatted(
            counts.processed(),
            unit,
            counts.created(),
            counts.updated(),
            counts.unchanged(),
            counts.failed(),
            unit);
  }
}
