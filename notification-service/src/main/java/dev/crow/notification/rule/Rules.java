package dev.crow.notification.rule;

import dev.crow.contracts.pattern.v1.PatternDiscovered;
import dev.crow.events.NameUuid;
import dev.crow.relational.Timestamps;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What rules look at, as it comes in. */
@Service
public class Rules {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu-MM").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH").withZone(ZoneOffset.UTC);
  private static final PatternFilter USUAL =
      new PatternFilter(null, List.of("new", "growing"), List.of("day", "week"), null, null);

  private static final String HIT =
      """
      INSERT INTO rule_hits (rule_id, pattern_id, org_id, title, found_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;
  private static final String COUNT =
      """
      INSERT INTO usage_counts (org_id, month, metric, count) VALUES (?, ?, ?, 1)
      ON CONFLICT (org_id, month, metric) DO UPDATE SET count = count + 1
      """;
  private static final String SEEN =
      """
      INSERT INTO last_visits (org_id, seen_at)
      SELECT :org, :at WHERE NOT EXISTS (SELECT 1 FROM closed WHERE subject = :org)
      ON CONFLICT (org_id) DO UPDATE SET seen_at = max(seen_at, excluded.seen_at)
      """;
  private static final String REFUSED =
      """
      INSERT INTO refusals (org_id, hour, count)
      SELECT :org, :hour, 1 WHERE NOT EXISTS (SELECT 1 FROM closed WHERE subject = :org)
      ON CONFLICT (org_id, hour) DO UPDATE SET count = count + 1
      """;

  private final JdbcClient jdbc;
  private final RuleStore store;
  private final RuleProperties properties;
  private final Clock clock;

  Rules(JdbcClient jdbc, RuleStore store, RuleProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.store = store;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Gives a new organization the rule most want; they may change it or delete it.
   *
   * @param organizationId whose
   */
  public void addUsual(String organizationId) {
    Instant now = clock.instant();
    store.add(
        organizationId,
        new Rule(
            NameUuid.of(organizationId, "usual").toString(),
            "New patterns",
            true,
            Watch.PATTERNS,
            USUAL,
            null,
            null,
            null,
            null,
            now,
            now),
        properties.most());
  }

  /**
   * Reads which rules a pattern meets.
   *
   * @param pattern that was found
   * @return the effect, which only writes
   */
  public Runnable meeting(PatternDiscovered pattern) {
    List<Rule> met =
        store.all(pattern.organizationId()).stream()
            .filter(rule -> rule.enabled() && rule.watch() == Watch.PATTERNS)
            .filter(rule -> rule.patterns() == null || rule.patterns().admits(pattern))
            .toList();
    String now = Timestamps.format(clock.instant());
    return () -> {
      for (Rule rule : met) {
        jdbc.sql(HIT)
            .params(rule.id(), pattern.patternId(), pattern.organizationId(), pattern.title(), now)
            .update();
      }
      count(pattern.organizationId(), Metric.PATTERNS, pattern.discoveredAt());
    };
  }

  /**
   * One more of something.
   *
   * @param organizationId whose
   * @param metric of what
   * @param at when
   */
  public void count(String organizationId, Metric metric, Instant at) {
    jdbc.sql(COUNT).params(organizationId, MONTH.format(at), metric.name()).update();
  }

  /**
   * A visit began; telling it again changes nothing.
   *
   * @param organizationId whose
   * @param at when
   */
  public void seen(String organizationId, Instant at) {
    jdbc.sql(SEEN).param("org", organizationId).param("at", Timestamps.format(at)).update();
  }

  /**
   * A request held events that broke their schemas.
   *
   * @param organizationId whose
   * @param at when
   */
  public void refused(String organizationId, Instant at) {
    jdbc.sql(REFUSED).param("org", organizationId).param("hour", HOUR.format(at)).update();
  }

  static String month(Instant at) {
    return MONTH.format(at);
  }

  static String hour(Instant at) {
    return HOUR.format(at);
  }
}
