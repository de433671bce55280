package dev.crow.analytics.trends;

import dev.crow.analytics.projection.Step;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How far visitors come on a way of several steps, taken in order, with anything in between. Not
 * safe for several threads.
 */
final class Funnel {

  private static final long NEVER = Long.MIN_VALUE;
  private static final long HIGHEST = Duration.ofDays(3_660).toSeconds();

  private final List<Stage> stages;
  private final long window;
  private final long[] reached;
  private final Histogram[] seconds;

  /** When the latest way that came so far began. */
  private final long[] begun;

  private int furthest;

  /**
   * @param window how long the whole way may take, in seconds
   */
  Funnel(List<Stage> stages, long window) {
    this.stages = List.copyOf(stages);
    this.window = window;
    this.reached = new long[stages.size()];
    this.begun = new long[stages.size()];
    this.seconds = new Histogram[stages.size()];
    Arrays.setAll(seconds, _ -> new Histogram(1, HIGHEST, 2));
    restart();
  }

  /**
   * What counts as a step of the way.
   *
   * @param type of the event
   * @param path of the page, or null for any; with a star at its end for all that begin so
   * @param product id of a product, or null for any
   * @param text query or name, or null for any
   */
  record Stage(
      String type, @Nullable String path, @Nullable String product, @Nullable String text) {

    boolean matches(Step step) {
      return step.type().equals(type)
          && matchesPath(step.path())
          && (text == null || text.equals(step.text()))
          && (product == null
              || step.items().stream().anyMatch(item -> item.product().equals(product)));
    }

    private boolean matchesPath(@Nullable String seen) {
      if (path == null) {
        return true;
      }
      if (seen == null) {
        return false;
      }
      return path.endsWith("*")
          ? seen.startsWith(path.substring(0, path.length() - 1))
          : path.equals(seen);
    }
  }

  /** The next step of the same visitor or session; steps come in order of time. */
  void step(Step step) {
    for (int i = stages.size() - 1; i >= 0; i--) {
      if (!stages.get(i).matches(step)) {
        continue;
      }
      if (i == 0) {
        begun[0] = step.at();
        furthest = Math.max(furthest, 1);
      } else if (begun[i - 1] != NEVER && step.at() - begun[i - 1] <= window) {
        begun[i] = Math.max(begun[i], begun[i - 1]);
        if (furthest < i + 1) {
          furthest = i + 1;
          seconds[i].recordValue(Math.clamp(step.at() - begun[i - 1], 0, HIGHEST));
        }
      }
    }
  }

  /** That was all of this visitor or session. */
  void finish() {
    for (int i = 0; i < furthest; i++) {
      reached[i]++;
    }
    restart();
  }

  private void restart() {
    Arrays.fill(begun, NEVER);
    furthest = 0;
  }

  /** How many came to each step. */
  long[] reached() {
    return reached.clone();
  }

  /** Half of those who came to a step needed no longer since the first; null if nobody came. */
  @Nullable Long median(int stage) {
    return seconds[stage].getTotalCount() == 0 ? null : seconds[stage].getValueAtPercentile(50);
  }
}
