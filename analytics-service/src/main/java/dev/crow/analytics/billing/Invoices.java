package dev.crow.analytics.billing;

import dev.crow.analytics.billing.Invoice.Content;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Bills in the database, which lets nobody change them. */
final class Invoices {

  /**
   * Numbers and issues in one statement, and only if what was used is still what the bill says: so
   * there is no gap, no second bill of a month, and no use between two of them.
   */
  private static final String ISSUE =
      """
      INSERT INTO invoices (sequence, org_id, period_start, period_end, issued_at, currency,
        total_minor, content, kept_until)
      SELECT (SELECT coalesce(max(sequence), 0) + 1 FROM invoices), :org, :start, :end, :now,
        :currency, :total, :content, :kept
      WHERE (SELECT coalesce(sum(quantity), 0) FROM usage_days
        WHERE org_id = :org AND day >= :start AND day < :end) = :used
      ON CONFLICT (org_id, period_start) DO NOTHING
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Duration kept;
  private final Clock clock;

  Invoices(JdbcClient jdbc, JsonMapper json, Duration kept, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.kept = kept;
    this.clock = clock;
  }

  /**
   * @param used all that was used, whatever it is, as the bill was worked out from
   */
  void issue(String organization, Content content, long used) {
    Statement statement = content.statement();
    Instant now = clock.instant();
    jdbc.sql(ISSUE)
        .param("org", organization)
        .param("start", statement.periodStart().toString())
        .param("end", statement.periodEnd().toString())
        .param("now", Timestamps.format(now))
        .param("currency", statement.currency())
        .param("total", statement.totalMinor())
        .param("content", json.writeValueAsString(content))
        .param("kept", Timestamps.format(now.plus(kept)))
        .param("used", used)
        .update();
  }

  List<Invoice> all(String organization) {
    return jdbc.sql("SELECT * FROM invoices WHERE org_id = ? ORDER BY sequence DESC")
        .param(organization)
        .query(this::invoice)
        .list();
  }

  Optional<Invoice> find(String organization, String number) {
    return all(organization).stream()
        .filter(invoice -> invoice.number().equals(number))
        .findFirst();
  }

  Set<YearMonth> billed(String organization) {
    return new HashSet<>(
        jdbc
            .sql("SELECT period_start FROM invoices WHERE org_id = ?")
            .param(organization)
            .query(String.class)
            .list()
            .stream()
            .map(start -> YearMonth.from(LocalDate.parse(start)))
            .toList());
  }

  List<Invoice> issuedSince(Instant since) {
    return jdbc.sql("SELECT * FROM invoices WHERE issued_at >= ? ORDER BY sequence")
        .param(Timestamps.format(since))
        .query(this::invoice)
        .list();
  }

  private Invoice invoice(ResultSet row, int number) throws SQLException {
    return new Invoice(
        row.getLong("sequence"),
        row.getString("org_id"),
        Timestamps.parse(row.getString("issued_at")),
        Objects.requireNonNull(json.readValue(row.getString("content"), Content.class)));
  }
}
