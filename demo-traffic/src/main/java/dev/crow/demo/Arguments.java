package dev.crow.demo;

import dev.crow.demo.driver.TrafficSettings;
import dev.crow.demo.world.PlantedTruths;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param gateway address of the suite
 * @param key a write key
 * @param sessions how many to send
 * @param seed of all chance
 * @param now end of the simulated time
 * @param days length of the simulated time
 * @param minutes wall-clock time the whole demo may take; 0 means as fast as possible
 * @param concurrency sessions sent at once
 * @param planted ids of the planted truths that hold
 * @param groundTruth file for what was sent; null for none
 * @param verifyKey secret key to check the interactions with; null for no check
 */
record Arguments(
    URI gateway,
    String key,
    int sessions,
    long seed,
    Instant now,
    int days,
    double minutes,
    int concurrency,
    Set<String> planted,
    @Nullable Path groundTruth,
    @Nullable String verifyKey) {

  static final String USAGE =
      """
      Sends the visits of invented shoppers to a running suite.

        --key KEY            a write key (crow_pk_…); required
        --gateway URL        where the suite answers (http://127.0.0.1:8000)
        --sessions N         how many visits, at most 10000 (300)
        --seed N             the same seed gives the same visits (42)
        --days N             spread the visits over the last 1 to 7 days (7)
        --minutes N          take about this long; 0 means as fast as possible (1)
        --concurrency N      visits sent at once, 1 to 256 (8)
        --without ID,…       leave out planted truths: %s
        --now INSTANT        end of the simulated days; repeats an earlier demo exactly (now)
        --ground-truth FILE  write what each visit contains, one JSON object a line
        --verify-key KEY     a secret key (crow_sk_…): wait until every visit is an interaction
      """
          .formatted(String.join(", ", PlantedTruths.ALL.stream().sorted().toList()));

  private static final double SHARE_FOR_GAP = 0.25;
  private static final Duration SHORTEST_GAP = Duration.ofSeconds(5);
  private static final Duration LONGEST_GAP = Duration.ofSeconds(20);

  /** Time between a session's close and the end of the demo. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  /** {@return how to send: the last tab left open has closed when the minutes are over} */
  TrafficSettings settings() {
    TrafficSettings plain = TrafficSettings.of(gateway, key).atOnce(concurrency);
    Duration whole = Duration.ofMillis((long) (minutes * 60_000));
    if (whole.isZero()) {
      return plain.spreadOver(Duration.ZERO, LONGEST_GAP);
    }
    Duration gap = Duration.ofSeconds((long) (whole.toSeconds() * SHARE_FOR_GAP));
    gap = gap.compareTo(SHORTEST_GAP) < 0 ? SHORTEST_GAP : gap;
    gap = gap.compareTo(LONGEST_GAP) > 0 ? LONGEST_GAP : gap;
    Duration sending = whole.minus(gap).minus(MARGIN);
    return plain.spreadOver(sending.isNegative() ? Duration.ZERO : sending, gap);
  }

  @Override
  public String toString() {
    return "Arguments[gateway=" + gateway + ", sessions=" + sessions + ", seed=" + seed + "]";
  }
}
