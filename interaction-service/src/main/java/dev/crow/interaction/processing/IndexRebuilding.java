package dev.crow.interaction.processing;

import dev.crow.interaction.ledger.Interaction;
import dev.crow.vectorindex.IndexRebuild;
import dev.crow.vectorindex.IndexRebuild.Progress;
import dev.crow.vectorindex.IndexRebuild.State;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.SmartLifecycle;

/** Makes the index anew in the background, from the start of the service until it is done. */
final class IndexRebuilding implements SmartLifecycle {

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);

  private final IndexRebuild<Interaction> rebuild;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Thread worker;

  IndexRebuilding(IndexRebuild<Interaction> rebuild) {
    this.rebuild = rebuild;
  }

  Health health() {
    Progress progress = rebuild.progress();
    Health.Builder health =
        Health.up().withDetail("rebuild", progress.state()).withDetail("done", progress.done());
    String problem = progress.problem();
    return problem == null ? health.build() : health.withDetail("problem", problem).build();
  }

  @Override
  public synchronized void start() {
    if (worker == null) {
      worker = Thread.ofVirtual().name("interaction-index-rebuild").start(this::work);
    }
  }

  private void work() {
    rebuild.run();
    try {
      while (rebuild.progress().state() == State.FAILED
          && !stopping.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS)) {
        rebuild.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the batch in work; an interruption would break the index's files open. */
  @Override
  public synchronized void stop() {
    rebuild.stop();
    stopping.countDown();
    Thread stopped = worker;
    worker = null;
    if (stopped != null) {
      try {
        stopped.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return worker != null;
  }
}
