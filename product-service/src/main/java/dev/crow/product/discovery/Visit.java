package dev.crow.product.discovery;

import dev.crow.fetch.FetchRequest;
import dev.crow.fetch.Fetched;
import dev.crow.fetch.Fetcher;
import dev.crow.product.job.JobFailure;
import dev.crow.product.job.JobProblem;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One visit to a site: at its pace, and with a note of what went wrong. For one thread. */
final class Visit {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final URI site;
  private final Fetcher fetcher;
  private final Robots robots;
  private final Duration pause;
  private final Runnable requireWanted;
  private final List<JobProblem> problems = new ArrayList<>();
  private long places;
  private long skipped;
  private boolean begun;

  private Visit(URI site, Fetcher fetcher, Robots robots, Duration pause, Runnable requireWanted) {
    this.site = site;
    this.fetcher = fetcher;
    this.robots = robots;
    this.pause = pause;
    this.requireWanted = requireWanted;
  }

  /**
   * @param requireWanted throws if the visit shall end
   */
  static Visit begin(
      URI site, Fetcher fetcher, DiscoveryProperties properties, Runnable requireWanted) {
    Robots robots = Robots.of(site, fetcher);
    Duration pause = robots.pause(properties.crawlDelay());
    if (!robots.allows(site.toString())) {
      throw new JobFailure("robots-disallowed", "The site's robots.txt asks not to be read.");
    }
    if (pause.compareTo(properties.maxCrawlDelay()) > 0) {
      throw new JobFailure(
          "robots-disallowed", "The site's robots.txt asks for longer pauses than we can make.");
    }
    return new Visit(site, fetcher, robots, pause, requireWanted);
  }

  URI site() {
    return site;
  }

  Robots robots() {
    return robots;
  }

  /** After the site's pause; once more if the site is busy and says for how long. */
  Fetched fetch(FetchRequest request) {
    waitFor(begun ? pause : Duration.ZERO);
    begun = true;
    Fetched answer = fetcher.fetch(request);
    boolean busy = answer.status() == 429 || answer.status() == 503;
    if (busy && answer.retryAfter() != null) {
      Duration asked = Duration.ofSeconds(answer.retryAfter());
      waitFor(asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked);
      answer = fetcher.fetch(request);
    }
    return answer;
  }

  /** In short pieces, so that a visit nobody wants any more ends soon. */
  private void waitFor(Duration pause) {
    try {
      Duration left = pause;
      while (left.isPositive()) {
        Duration piece = left.compareTo(LOOK) > 0 ? LOOK : left;
        Thread.sleep(piece);
        left = left.minus(piece);
        requireWanted.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The service stops", e);
    }
  }

  void problem(String url, String problem, String detail) {
    String shown = url.length() > 500 ? url.substring(0, 500) : url;
    problems.add(new JobProblem(++places, shown, problem, detail));
  }

  void skip(long count) {
    skipped += count;
  }

  /** What came up since the last time. */
  List<JobProblem> takeProblems() {
    List<JobProblem> taken = List.copyOf(problems);
    problems.clear();
    return taken;
  }

  /** How many were skipped since the last time. */
  long takeSkipped() {
    long taken = skipped;
    skipped = 0;
    return taken;
  }
}
