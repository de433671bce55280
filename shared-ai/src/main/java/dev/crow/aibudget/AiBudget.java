package dev.crow.aibudget;

import dev.crow.ai.chat.ChatBudget;
import dev.crow.contracts.Topics;
import dev.crow.contracts.usage.v1.UsageRecorded;
import dev.crow.contracts.usage.v1.UsageRecorded.Measure;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.relational.Timestamps;
import dev.crow.relational.UuidV7;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What an organization may spend on models in a month. What a call may cost at most is taken before
 * it is made, and the rest given back after; a call that nobody heard the end of counts in full. So
 * the limit holds for any number of instances and any crash. Amounts are in millionths of a US
 * dollar. The service's database holds the tables {@code ai_spending} and {@code ai_limits}.
 */
public final class AiBudget implements ChatBudget {

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final String purpose;
  private final long ceiling;
  private final Clock clock;

  /**
   * @param jdbc the service's database
   * @param outbox tells whoever counts usage
   * @param transaction of that database
   * @param purpose what models are asked for, as bills name it
   * @param ceiling of a month for each organization, which may allow itself less
   * @param clock says which month it is
   */
  public AiBudget(
      JdbcClient jdbc,
      Outbox outbox,
      TransactionTemplate transaction,
      String purpose,
      long ceiling,
      Clock clock) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.transaction = transaction;
    this.purpose = purpose;
    this.ceiling = ceiling;
    this.clock = clock;
  }

  @Override
  public boolean take(String organizationId, long most) {
    return jdbc.sql(
                """
                INSERT INTO ai_spending (org_id, month, spent, calls, input_tokens, output_tokens)
                SELECT :org, :month, :most, 1, 0, 0 WHERE :most <= :limit
                ON CONFLICT (org_id, month) DO UPDATE SET spent = spent + :most, calls = calls + 1
                WHERE spent + :most <= :limit
                """)
            .param("org", organizationId)
            .param("month", month())
            .param("most", most)
            .param("limit", limit(organizationId))
            .update()
        == 1;
  }

  /** Tells whoever counts usage as well. */
  @Override
  public void settle(String organizationId, long most, long cost, int read, int written) {
    transaction.executeWithoutResult(
        _ -> {
          giveBack(organizationId, most, cost, read, written);
          used(organizationId, Measure.AI_COST, cost);
          used(organizationId, Measure.AI_TOKENS, (long) read + written);
        });
  }

  private void used(String organizationId, Measure measure, long quantity) {
    if (quantity > 0) {
      String id = UuidV7.next();
      outbox.add(
          Topics.USAGE_EVENTS,
          new Event<>(
              id,
              organizationId,
              organizationId,
              new UsageRecorded(organizationId, id, measure, purpose, quantity, clock.instant())));
    }
  }

  private void giveBack(String organizationId, long most, long cost, int read, int written) {
    jdbc.sql(
            """
            UPDATE ai_spending SET spent = max(0, spent - :most + :cost),
              input_tokens = input_tokens + :read, output_tokens = output_tokens + :written
            WHERE org_id = :org AND month = :month
            """)
        .param("most", most)
        .param("cost", cost)
        .param("read", read)
        .param("written", written)
        .param("org", organizationId)
        .param("month", month())
        .update();
  }

  private long limit(String organizationId) {
    return jdbc.sql("SELECT monthly FROM ai_limits WHERE org_id = ?")
        .param(organizationId)
        .query(Long.class)
        .optional()
        .map(own -> Math.min(own, ceiling))
        .orElse(ceiling);
  }

  /** What is above the ceiling counts as the ceiling. */
  void limit(String organizationId, long monthly) {
    jdbc.sql(
            """
            INSERT INTO ai_limits (org_id, monthly, set_at) VALUES (?, ?, ?)
            ON CONFLICT (org_id) DO UPDATE SET monthly = excluded.monthly, set_at = excluded.set_at
            """)
        .params(organizationId, monthly, Timestamps.format(clock.instant()))
        .update();
  }

  long ceiling() {
    return ceiling;
  }

  /**
   * @param organizationId whose
   * @return this month's
   */
  public Spending spending(String organizationId) {
    long limit = limit(organizationId);
    return jdbc.sql("SELECT * FROM ai_spending WHERE org_id = ? AND month = ?")
        .params(organizationId, month())
        .query(
            (row, _) ->
                new Spending(
                    month(),
                    limit,
                    row.getLong("spent"),
                    row.getLong("calls"),
                    row.getLong("input_tokens"),
                    row.getLong("output_tokens")))
        .optional()
        .orElseGet(() -> new Spending(month(), limit, 0, 0, 0, 0));
  }

  private String month() {
    return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).toString();
  }

  /**
   * @param organizationId which is erased
   * @return how many rows were forgotten
   */
  public long forgetAll(String organizationId) {
    long spending =
        jdbc.sql("DELETE FROM ai_spending WHERE org_id = ?").param(organizationId).update();
    return spending
        + jdbc.sql("DELETE FROM ai_limits WHERE org_id = ?").param(organizationId).update();
  }

  /**
   * A month's spending.
   *
   * @param month in UTC, such as {@code 2026-03}
   * @param limit in millionths of a US dollar
   * @param spent with what calls under way may cost at most
   * @param calls of models
   * @param inputTokens read
   * @param outputTokens written
   */
  @Schema(name = "AiBudgetSpending")
  public record Spending(
      String month, long limit, long spent, long calls, long inputTokens, long outputTokens) {}
}
