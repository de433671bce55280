package dev.crow.product.job;

import dev.crow.product.job.Job.Kind;
import dev.crow.product.job.Job.State;
import dev.crow.relational.UuidV7;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * Works off jobs, in every instance of the service. A job whose instance died is taken up again.
 */
final class JobRunner implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(JobRunner.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

  private final JobStore store;
  private final JobEnding ending;
  private final Map<Kind, JobWork> works = new EnumMap<>(Kind.class);
  private final JobProperties properties;
  private final Clock clock;
  private @Nullable Working working;

  JobRunner(
      JobStore store,
      JobEnding ending,
      List<JobWork> works,
      JobProperties properties,
      Clock clock) {
    this.store = store;
    this.ending = ending;
    works.forEach(work -> this.works.put(work.kind(), work));
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    if (working == null) {
      working = new Working();
    }
  }

  @Override
  public synchronized void stop() {
    Working stopped = working;
    working = null;
    if (stopped != null) {
      stopped.stop();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return working != null;
  }

  private void run(Job job, String owner) {
    JobWork work = Objects.requireNonNull(works.get(job.kind()));
    try {
      if (job.attempts() > properties.attempts()) {
        throw new JobFailure(
            "interrupted", "It was begun several times and never came to its end.");
      }
      work.run(new JobRun(job, owner, store));
      ending.finish(job, owner, State.DONE, null, null);
    } catch (JobStopped e) {
      log.info("Job {} was stopped", job.id());
    } catch (JobFailure e) {
      ending.finish(job, owner, State.FAILED, e.problem(), e.getMessage());
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        // The service stops. Whoever takes the job up goes on where it is.
        store.handOver(job.id(), owner);
      } else {
        failed(job, owner, e);
      }
    }
    store
        .find(job.organizationId(), job.id())
        .filter(now -> now.state().isLast())
        .ifPresent(work::ended);
  }

  private void failed(Job job, String owner, RuntimeException e) {
    log.warn("Attempt {} at job {} failed", job.attempts(), job.id(), e);
    if (job.attempts() < properties.attempts()) {
      store.giveBack(job.id(), owner, clock.instant().plus(PAUSE_AFTER_FAILURE));
    } else {
      ending.finish(
          job,
          owner,
          State.FAILED,
          "internal-error",
          "It failed " + job.attempts() + " times; the log says why.");
    }
  }

  /** From one start to the next stop. */
  private final class Working {

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Semaphore room = new Semaphore(properties.atOnce());
    private final ExecutorService workers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("job-", 0).factory());
    private final ScheduledExecutorService heartbeats =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("job-heartbeat").factory());
    private final Thread looking = Thread.ofVirtual().name("job-looking").start(this::look);

    private void look() {
      try {
        while (!stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          takeAll();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void takeAll() throws InterruptedException {
      boolean more = true;
      while (more && stopping.getCount() > 0) {
        room.acquire();
        more = false;
        try {
          String owner = UuidV7.next();
          more = store.claim(owner).map(job -> submit(job, owner)).isPresent();
        } catch (DataAccessException e) {
          log.warn("Jobs wait: {}", e.getMessage());
        } finally {
          if (!more) {
            room.release();
          }
        }
      }
    }

    private Job submit(Job job, String owner) {
      long beat = properties.lease().toMillis() / 3;
      var heartbeat =
          heartbeats.scheduleWithFixedDelay(
              () -> extend(job, owner), beat, beat, TimeUnit.MILLISECONDS);
      workers.execute(
          () -> {
            try {
              run(job, owner);
            } finally {
              heartbeat.cancel(false);
              room.release();
            }
          });
      return job;
    }

    private void extend(Job job, String owner) {
      try {
        store.extend(job.id(), owner);
      } catch (DataAccessException e) {
        log.warn("Job {} could not be kept: {}", job.id(), e.getMessage());
      }
    }

    private void stop() {
      stopping.countDown();
      looking.interrupt();
      workers.shutdownNow();
      heartbeats.shutdownNow();
      try {
        if (!workers.awaitTermination(20, TimeUnit.SECONDS)) {
          log.warn("A job did not end in time; it goes on after its lease is over");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
