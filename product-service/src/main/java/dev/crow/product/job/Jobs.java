package dev.crow.product.job;

import dev.crow.product.job.Job.Kind;
import dev.crow.product.job.Job.State;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes orders for jobs. */
public final class Jobs {

  private final JobStore store;
  private final List<JobWork> works;
  private final JobProperties properties;
  private final Clock clock;

  Jobs(JobStore store, List<JobWork> works, JobProperties properties, Clock clock) {
    this.store = store;
    this.works = works;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * @param organizationId of the caller
   * @throws ApiException if as many jobs wait as may
   */
  public void requireRoom(String organizationId) {
    if (store.countOpen(organizationId) >= properties.open()) {
      throw new ApiException(
          ErrorCode.QUOTA_EXCEEDED,
          "At most " + properties.open() + " imports and discoveries may wait at a time.");
    }
  }

  /**
   * @param caller who asks
   * @param id of the job, made by {@link UuidV7}
   * @param kind what sort of work
   * @param input what to do
   * @return the job, to be done soon
   */
  public Job submit(Caller caller, String id, Kind kind, Map<String, Object> input) {
    requireRoom(caller.organizationId());
    Job job =
        new Job(
            id,
            caller.organizationId(),
            kind,
            State.QUEUED,
            input,
            "waiting",
            null,
            Counts.NONE,
            null,
            null,
            0,
            actor(caller),
            clock.instant(),
            null,
            null);
    store.insert(job);
    return job;
  }

  /** Returns false if it has ended already. */
  boolean cancel(Job job) {
    boolean cancelled = store.cancel(job.organizationId(), job.id());
    if (cancelled) {
      works.stream().filter(work -> work.kind() == job.kind()).forEach(work -> work.ended(job));
    }
    return cancelled;
  }

  private static String actor(Caller caller) {
    String kind =
        switch (caller.kind()) {
          case SESSION -> "user";
          case WRITE_KEY, SECRET_KEY -> "key";
          case PUBLIC, SYSTEM -> caller.kind().name().toLowerCase(Locale.ROOT);
        };
    return kind + ":" + caller.subject();
  }
}
