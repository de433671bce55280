package dev.crow.analytics.billing;

import dev.crow.analytics.billing.Budget.Watched;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Budgets and their alerts in the database. */
final class Budgets {

  private static final TypeReference<List<Integer>> PERCENTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  Budgets(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  List<Budget> all(String organization) {
    return jdbc.sql("SELECT * FROM budgets WHERE org_id = ? ORDER BY id")
        .param(organization)
        .query(this::budget)
        .list();
  }

  Optional<Budget> find(String organization, String id) {
    return jdbc.sql("SELECT * FROM budgets WHERE org_id = ? AND id = ?")
        .params(organization, id)
        .query(this::budget)
        .optional();
  }

  private Budget budget(ResultSet row, int number) throws SQLException {
    return new Budget(
        row.getString("id"),
        row.getString("name"),
        Watched.of(row.getString("measure")),
        row.getLong("most"),
        Objects.requireNonNull(json.readValue(row.getString("thresholds"), PERCENTS)),
        row.getLong("version"),
        Timestamps.parse(row.getString("created_at")));
  }

  void add(String organization, Budget budget) {
    jdbc.sql(
            """
            INSERT INTO budgets (id, org_id, name, measure, most, thresholds, version, created_at)
            VALUES (:id, :org, :name, :measure, :most, :thresholds, :version, :created)
            """)
        .param("id", budget.id())
        .param("org", organization)
        .param("name", budget.name())
        .param("measure", budget.measure().word())
        .param("most", budget.limit())
        .param("thresholds", json.writeValueAsString(budget.thresholds()))
        .param("version", budget.version())
        .param("created", Timestamps.format(budget.createdAt()))
        .update();
  }

  /** False if there is another version by now. */
  boolean change(String organization, Budget budget, long from) {
    return jdbc.sql(
                """
                UPDATE budgets SET name = :name, measure = :measure, most = :most,
                  thresholds = :thresholds, version = :version
                WHERE org_id = :org AND id = :id AND version = :from
                """)
            .param("id", budget.id())
            .param("org", organization)
            .param("name", budget.name())
            .param("measure", budget.measure().word())
            .param("most", budget.limit())
            .param("thresholds", json.writeValueAsString(budget.thresholds()))
            .param("version", budget.version())
            .param("from", from)
            .update()
        == 1;
  }

  void remove(String organization, String id) {
    jdbc.sql("DELETE FROM budgets WHERE org_id = ? AND id = ?").params(organization, id).update();
  }

  /** Organizations that watch something. */
  List<String> watched() {
    return jdbc.sql("SELECT DISTINCT org_id FROM budgets ORDER BY org_id")
        .query(String.class)
        .list();
  }

  /**
   * A threshold that was reached.
   *
   * @param budgetId of which budget
   * @param periodStart first day of the month
   * @param threshold in percent
   * @param limit of the budget as it was
   * @param used when it was noticed
   * @param noticedAt when
   */
  record Alert(
      String budgetId,
      LocalDate periodStart,
      int threshold,
      long limit,
      long used,
      Instant noticedAt) {}

  List<Alert> alerts(String organization, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM alerts WHERE org_id = ?
            ORDER BY noticed_at DESC, budget_id, threshold DESC LIMIT ?
            """)
        .params(organization, limit)
        .query(
            (row, _) ->
                new Alert(
                    row.getString("budget_id"),
                    LocalDate.parse(row.getString("period_start")),
                    row.getInt("threshold"),
                    row.getLong("most"),
                    row.getLong("used"),
                    Timestamps.parse(row.getString("noticed_at"))))
        .list();
  }

  Set<Integer> alerted(String organization, String budgetId, LocalDate periodStart) {
    return new HashSet<>(
        jdbc.sql(
                """
                SELECT threshold FROM alerts
                WHERE org_id = ? AND budget_id = ? AND period_start = ?
                """)
            .params(organization, budgetId, periodStart.toString())
            .query(Integer.class)
            .list());
  }

  void add(String organization, Alert alert) {
    jdbc.sql(
            """
            INSERT INTO alerts (org_id, budget_id, period_start, threshold, most, used, noticed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """)
        .params(
            organization,
            alert.budgetId(),
            alert.periodStart().toString(),
            alert.threshold(),
            alert.limit(),
            alert.used(),
            Timestamps.format(alert.noticedAt()))
        .update();
  }
}
