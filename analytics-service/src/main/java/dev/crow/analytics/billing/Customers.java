package dev.crow.analytics.billing;

import dev.crow.analytics.billing.Booking.Period;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Organizations as customers: whom bills are addressed to, and what is booked. */
final class Customers {

  private static final TypeReference<Set<String>> NAMES = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Customers(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Whom bills are addressed to.
   *
   * @param name of the company
   * @param address its lines, may be empty
   * @param taxId or null
   * @param email or null
   */
  record Details(
      String name, List<String> address, @Nullable String taxId, @Nullable String email) {}

  Optional<Details> details(String organization) {
    return jdbc.sql("SELECT * FROM customers WHERE org_id = ?")
        .param(organization)
        .query(
            (row, _) ->
                new Details(
                    Objects.requireNonNullElse(row.getString("legal_name"), row.getString("name")),
                    lines(row.getString("address")),
                    row.getString("tax_id"),
                    row.getString("email")))
        .optional();
  }

  private static List<String> lines(@Nullable String address) {
    return address == null ? List.of() : address.lines().toList();
  }

  void save(String organization, Details details) {
    jdbc.sql(
            """
            INSERT INTO customers (org_id, name, founded_at, legal_name, address, tax_id, email)
            VALUES (:org, :name, :now, :name, :address, :tax, :email)
            ON CONFLICT DO UPDATE SET legal_name = excluded.legal_name,
              address = excluded.address, tax_id = excluded.tax_id, email = excluded.email
            """)
        .param("org", organization)
        .param("name", details.name())
        .param("now", Timestamps.format(clock.instant()))
        .param("address", String.join("\n", details.address()))
        .param("tax", details.taxId())
        .param("email", details.email())
        .update();
  }

  /** What was booked and will be, in order of days. */
  List<Booking> bookings(String organization) {
    return jdbc.sql("SELECT * FROM subscriptions WHERE org_id = ? ORDER BY valid_from")
        .param(organization)
        .query(this::booking)
        .list();
  }

  private Booking booking(ResultSet row, int number) throws SQLException {
    return new Booking(
        LocalDate.parse(row.getString("valid_from")),
        Objects.requireNonNull(json.readValue(row.getString("modules"), NAMES)),
        row.getBoolean("pay_as_you_go"),
        Period.of(row.getString("billing_period")));
  }

  /** Inside a transaction: from that day on this is booked, and nothing that was to come later. */
  void book(String organization, Booking booking, String by) {
    jdbc.sql("DELETE FROM subscriptions WHERE org_id = ? AND valid_from > ?")
        .params(organization, booking.validFrom().toString())
        .update();
    jdbc.sql(
            """
            INSERT INTO subscriptions (org_id, valid_from, modules, pay_as_you_go, billing_period,
              changed_at, changed_by)
            VALUES (:org, :from, :modules, :payg, :period, :now, :by)
            ON CONFLICT DO UPDATE SET modules = excluded.modules,
              pay_as_you_go = excluded.pay_as_you_go, billing_period = excluded.billing_period,
              changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """)
        .param("org", organization)
        .param("from", booking.validFrom().toString())
        .param("modules", json.writeValueAsString(booking.modules().stream().sorted().toList()))
        .param("payg", booking.payAsYouGo() ? 1 : 0)
        .param("period", booking.period().word())
        .param("now", Timestamps.format(clock.instant()))
        .param("by", by)
        .update();
  }

  /** What was to begin after a day does not. */
  void withdraw(String organization, LocalDate after) {
    jdbc.sql("DELETE FROM subscriptions WHERE org_id = ? AND valid_from > ?")
        .params(organization, after.toString())
        .update();
  }

  /** Everybody who ever booked anything. */
  List<String> booked() {
    return jdbc.sql("SELECT DISTINCT org_id FROM subscriptions ORDER BY org_id")
        .query(String.class)
        .list();
  }
}
