package dev.crow.product.discovery;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import dev.crow.fetch.FetchException;
import dev.crow.fetch.FetchRequest;
import dev.crow.fetch.Fetched;
import dev.crow.fetch.Fetcher;
import dev.crow.product.job.JobFailure;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What a site asks of robots (RFC 9309). A site without that file asks nothing; one that cannot
 * answer is left alone.
 */
final class Robots {

  private static final int MOST_BYTES = 512 * 1024;
  private static final List<String> NAMES = List.of("crow-crawler");

  private final SimpleRobotRules rules;

  private Robots(SimpleRobotRules rules) {
    this.rules = rules;
  }

  static Robots of(URI site, Fetcher fetcher) {
    String url = site.resolve("/robots.txt").toString();
    SimpleRobotRulesParser parser = new SimpleRobotRulesParser();
    try {
      Fetched file = fetcher.fetch(FetchRequest.of(url).cutAt(MOST_BYTES));
      if (file.ok()) {
        return new Robots(parser.parseContent(url, file.body(), "text/plain", NAMES));
      }
      if (file.status() >= 500 || file.status() == 429) {
        throw new JobFailure(
            "robots-unavailable", "The site's robots.txt cannot be read, so nothing else is.");
      }
      return new Robots(parser.failedFetch(file.status()));
    } catch (FetchException e) {
      throw new JobFailure(e.refusal().slug(), e.refusal().detail());
    }
  }

  boolean allows(String url) {
    return rules.isAllowed(url);
  }

  List<String> sitemaps() {
    return rules.getSitemaps();
  }

  /** The pause the site asks for, or the usual one if that is longer. */
  Duration pause(Duration usual) {
    long asked = rules.getCrawlDelay();
    Duration wanted = asked > 0 ? Duration.ofMillis(asked) : Duration.ZERO;
    return wanted.compareTo(usual) > 0 ? wanted : usual;
  }
}
