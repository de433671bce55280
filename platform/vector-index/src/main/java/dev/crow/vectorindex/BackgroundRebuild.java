package dev.crow.vectorindex;

import dev.crow.boot.BackgroundWork;
import dev.crow.vectorindex.IndexRebuild.Progress;
import dev.crow.vectorindex.IndexRebuild.State;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Rebuilds an index in the background, from the start of the service until it is done; what fails
 * is tried again every minute.
 */
public final class BackgroundRebuild implements SmartLifecycle {

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);

  private final IndexRebuild<?> rebuild;
  private final BackgroundWork work;

  public BackgroundRebuild(IndexRebuild<?> rebuild) {
    this.rebuild = rebuild;
    // An interruption would break the index's files open.
    this.work = BackgroundWork.uninterrupted("index-rebuild", this::run);
  }

  private @Nullable Duration run() {
    rebuild.run();
    return progress().state() == State.FAILED ? PAUSE_AFTER_FAILURE : null;
  }

  /** How far the index has come. */
  public Progress progress() {
    return rebuild.progress();
  }

  @Override
  public void start() {
    work.start();
  }

  /** Waits for the batch in work. */
  @Override
  public void stop() {
    rebuild.stop();
    work.stop();
  }

  @Override
  public boolean isRunning() {
    return work.isRunning();
  }
}
