package dev.crow.notification.rule;

import dev.crow.contracts.notification.v1.NotificationRequested;
import dev.crow.events.NameUuid;
import dev.crow.notification.announcement.Announcements;
import dev.crow.notification.rule.Met.Of;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has people told that a rule is met, once for each occasion: the notification's id follows from
 * it, so that two instances that see it at once tell it once.
 */
@Component
class Firing {

  private static final int MOST_TITLES = 10;

  private final RuleStore store;
  private final JdbcClient jdbc;
  private final Announcements announcements;
  private final TransactionTemplate transaction;

  Firing(
      RuleStore store,
      JdbcClient jdbc,
      Announcements announcements,
      TransactionTemplate transaction) {
    this.store = store;
    this.jdbc = jdbc;
    this.announcements = announcements;
    this.transaction = transaction;
  }

  void patterns(Of rule, Instant now) {
    transaction.executeWithoutResult(
        _ -> {
          List<Hit> hits =
              jdbc.sql(
                      """
                      SELECT pattern_id, title FROM rule_hits WHERE org_id = ? AND rule_id = ?
                      ORDER BY found_at, pattern_id
                      """)
                  .params(rule.organizationId(), rule.ruleId())
                  .query((row, _) -> new Hit(row.getString("pattern_id"), row.getString("title")))
                  .list();
          if (hits.isEmpty()) {
            return;
          }
          String[] ids = hits.stream().map(Hit::patternId).toArray(String[]::new);
          for (String id : ids) {
            jdbc.sql("DELETE FROM rule_hits WHERE org_id = ? AND rule_id = ? AND pattern_id = ?")
                .params(rule.organizationId(), rule.ruleId(), id)
                .update();
          }
          fire(
              rule,
              "pattern.found",
              NameUuid.of(ids).toString(),
              null,
              Map.of(
                  "first",
                  hits.getFirst().title(),
                  "more",
                  hits.size() == 1 ? "" : " and " + (hits.size() - 1) + " more",
                  "list",
                  list(hits),
                  "link",
                  hits.size() == 1 ? "/patterns/" + ids[0] : "/patterns"),
              now);
        });
  }

  private static String list(List<Hit> hits) {
    StringBuilder text = new StringBuilder();
    hits.stream()
        .limit(MOST_TITLES)
        .forEach(hit -> text.append("- ").append(hit.title()).append('\n'));
    if (hits.size() > MOST_TITLES) {
      text.append("and ").append(hits.size() - MOST_TITLES).append(" more");
    }
    return text.toString().strip();
  }

  void budget(Met.Budget met, Instant now) {
    String month = Rules.month(now);
    String occasion = month + ":" + met.percent();
    once(
        met.rule(),
        "budget.reached",
        occasion,
        occasion,
        Map.of(
            "percent", Integer.toString(met.percent()),
            "count", Long.toString(met.count()),
            "limit", Long.toString(met.limit()),
            "metric", met.metric().word(),
            "month", month,
            "link", "/billing"),
        now);
  }

  void silence(Met.Silence met, Instant now) {
    once(
        met.rule(),
        "ingestion.silent",
        met.since(),
        met.since(),
        Map.of("hours", Integer.toString(met.hours()), "since", met.since()),
        now);
  }

  void back(Met.Return met, Instant now) {
    once(
        met.rule(),
        "ingestion.back",
        "back:" + met.since(),
        null,
        Map.of("since", met.since(), "seen", met.seen()),
        now);
  }

  void refusals(Met.Refused met, Instant now) {
    once(
        met.rule(),
        "ingestion.refused",
        met.hour(),
        met.hour(),
        Map.of(
            "count", Long.toString(met.count()),
            "limit", Long.toString(met.limit()),
            "hour", met.hour()),
        now);
  }

  private void once(
      Of rule,
      String type,
      String occasion,
      @Nullable String firedFor,
      Map<String, String> values,
      Instant now) {
    transaction.executeWithoutResult(_ -> fire(rule, type, occasion, firedFor, values, now));
  }

  private void fire(
      Of rule,
      String type,
      String occasion,
      @Nullable String firedFor,
      Map<String, String> values,
      Instant now) {
    store.fired(rule.organizationId(), rule.ruleId(), firedFor, now);
    Map<String, String> metadata = new HashMap<>(values);
    metadata.put("rule", rule.name());
    metadata.put("ruleId", rule.ruleId());
    announcements.add(
        String.join(":", "rule", rule.ruleId(), rule.version(), occasion),
        new NotificationRequested(
            rule.organizationId(), null, null, type, null, null, metadata, now));
  }

  private record Hit(String patternId, String title) {}
}
