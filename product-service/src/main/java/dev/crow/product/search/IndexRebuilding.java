package dev.crow.product.search;

import dev.crow.product.catalogue.Catalogue;
import dev.crow.product.catalogue.Product;
import dev.crow.vectorindex.IndexRebuild;
import dev.crow.vectorindex.IndexRebuild.State;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Makes the index anew where it was lost or is of another embedding model. */
final class IndexRebuilding implements SmartLifecycle {

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);

  private final IndexRebuild<Product> rebuild;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Thread worker;

  IndexRebuilding(IndexRebuild<Product> rebuild) {
    this.rebuild = rebuild;
  }

  /** The rows it is made from. */
  record Rows(Catalogue catalogue) implements IndexRebuild.Rows<Product> {

    private static final int BATCH = 32;

    @Override
    public List<Product> after(@Nullable String cursor) {
      return catalogue.afterOfAll(Objects.requireNonNullElse(cursor, ""), BATCH);
    }

    @Override
    public String cursor(Product row) {
      return row.id();
    }
  }

  @Override
  public synchronized void start() {
    if (worker == null) {
      worker = Thread.ofVirtual().name("product-index-rebuild").start(this::work);
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
