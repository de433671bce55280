package dev.crow.vectorindex.vectorize;

import dev.crow.vectorindex.VectorIndexException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Waits until what was accepted is visible. Vectorize names only the last mutation it has carried
 * out: if that is one of ours, those before it are done as well; if it is somebody else's, only a
 * look tells.
 */
final class VectorizeMutations {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final int REMEMBERED = 1000;

  private final VectorizeClient client;
  private final String index;
  private final Duration timeout;
  private final ReentrantLock submitting = new ReentrantLock();
  private final Deque<String> submitted = new ArrayDeque<>();

  VectorizeMutations(VectorizeClient client, String index, Duration timeout) {
    this.client = client;
    this.index = index;
    this.timeout = timeout;
  }

  /** Makes a change, one after the other so that their order is known, and returns its id. */
  String submit(Supplier<JsonNode> change) {
    submitting.lock();
    try {
      String id = change.get().path("mutationId").asString("");
      remember(id);
      return id;
    } finally {
      submitting.unlock();
    }
  }

  private synchronized void remember(String id) {
    submitted.addLast(id);
    if (submitted.size() > REMEMBERED) {
      submitted.removeFirst();
    }
  }

  /** The last one of this process, or none. */
  synchronized List<String> last() {
    return submitted.isEmpty() ? List.of() : List.of(submitted.getLast());
  }

  /**
   * @param visible looks whether the mutation has taken effect
   */
  void await(String mutation, BooleanSupplier visible) {
    long start = System.nanoTime();
    Duration pause = FIRST_PAUSE;
    while (true) {
      String processed =
          client.get("/" + index + "/info").path("processedUpToMutation").asString("");
      if (reached(processed, mutation) || (isForeign(processed) && visible.getAsBoolean())) {
        return;
      }
      if (System.nanoTime() - start > timeout.toNanos()) {
        throw new VectorIndexException(
            "Vectorize has accepted a change of %s, but not carried it out within %s"
                .formatted(index, timeout),
            null);
      }
      VectorizeClient.sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private synchronized boolean reached(String processed, String mutation) {
    List<String> order = List.copyOf(submitted);
    int at = order.lastIndexOf(processed);
    return at >= 0 && at >= order.indexOf(mutation);
  }

  private synchronized boolean isForeign(String processed) {
    return !processed.isEmpty() && !submitted.contains(processed);
  }
}
