package dev.crow.analytics.personaldata;

import dev.crow.analytics.exports.Exports;
import dev.crow.analytics.projection.Projection;
import dev.crow.analytics.projection.Visit;
import dev.crow.analytics.projection.Visits;
import dev.crow.contracts.Services;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.objectstore.ObjectStore;
import dev.crow.personaldata.ExportFiles;
import dev.crow.personaldata.PersonalDataHolder;
import dev.crow.relational.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What this service holds on visitors and organizations. A visitor's visits go, and with them what
 * was counted of them, and files that may tell of them. Of an organization all goes but its bills,
 * which the law wants kept.
 */
final class HeldData implements PersonalDataHolder {

  private static final int PAGE = 200;
  private static final List<String> TABLES =
      List.of(
          "visits",
          "cells",
          "presences",
          "revisions",
          "usage_entries",
          "usage_days",
          "subscriptions",
          "budgets",
          "alerts",
          "customers",
          "retention_rules",
          "exports",
          "export_parts",
          "export_schedules");

  /** What an organization gets besides its visits. */
  private static final List<String> OF_ACCOUNT =
      List.of(
          "customers",
          "subscriptions",
          "usage_days",
          "budgets",
          "alerts",
          "invoices",
          "exports",
          "export_schedules");

  private final Projection projection;
  private final Visits visits;
  private final Exports exports;
  private final JdbcClient jdbc;
  private final ExportFiles files;

  HeldData(
      Projection projection,
      Visits visits,
      Exports exports,
      JdbcClient jdbc,
      ObjectStore objects,
      JsonMapper json) {
    this.projection = projection;
    this.visits = visits;
    this.exports = exports;
    this.jdbc = jdbc;
    this.files = new ExportFiles(Services.ANALYTICS, objects, json);
  }

  @Override
  public Map<String, Long> eraseBesideRows(ErasureOrdered order) {
    return switch (order.scope()) {
      case USER -> Map.of();
      case ORGANIZATION -> {
        projection.close(order.organizationId(), order.erasureId());
        yield Map.of();
      }
      case VISITOR ->
          Map.of(
              "rows",
              projection.erase(order.organizationId(), order.subjectId(), order.erasureId()),
              "exports",
              exports.dropThoseOnVisitors(order.organizationId()));
    };
  }

  @Override
  public Map<String, Long> eraseRows(ErasureOrdered order) {
    if (order.scope() == Scope.USER) {
      return Map.of("rows", exports.forget(order.organizationId(), order.subjectId()));
    }
    if (order.scope() != Scope.ORGANIZATION) {
      return Map.of();
    }
    long rows = 0;
    for (String table : TABLES) {
      rows +=
          jdbc.sql("DELETE FROM " + table + " WHERE org_id = ?")
              .param(order.organizationId())
              .update();
    }
    return Map.of("rows", rows);
  }

  /** Bills go when the law has no more use for them. */
  @Override
  public Map<String, Instant> remains(ErasureOrdered order) {
    if (order.scope() != Scope.ORGANIZATION) {
      return Map.of();
    }
    return jdbc.sql("SELECT max(kept_until) FROM invoices WHERE org_id = ?")
        .param(order.organizationId())
        .query(String.class)
        .optional()
        .map(until -> Map.of("invoices", Timestamps.parse(until)))
        .orElse(Map.of());
  }

  /** A page of visits to an object; an organization's account to one more. */
  @Override
  public List<String> export(ExportOrdered order) {
    if (order.scope() == Scope.USER) {
      return List.of();
    }
    String organization = order.organizationId();
    String visitor =
        order.scope() == Scope.VISITOR ? projection.hash(organization, order.subjectId()) : null;
    List<String> keys = new ArrayList<>();
    List<Visit> page = visits.after(organization, visitor, "", PAGE);
    while (!page.isEmpty()) {
      String suffix = keys.isEmpty() ? "" : "-" + (keys.size() + 1);
      keys.add(files.put(order, suffix, Map.of("visits", page.stream().map(Told::of).toList())));
      page = visits.after(organization, visitor, page.getLast().id(), PAGE);
    }
    if (order.scope() == Scope.ORGANIZATION) {
      keys.add(files.put(order, "-account", account(organization)));
    }
    return keys;
  }

  private Map<String, List<Map<String, Object>>> account(String organization) {
    Map<String, List<Map<String, Object>>> account = new LinkedHashMap<>();
    for (String table : OF_ACCOUNT) {
      account.put(
          table,
          jdbc.sql("SELECT * FROM " + table + " WHERE org_id = ?")
              .param(organization)
              .query()
              .listOfRows());
    }
    return account;
  }

  /** A visit without the hashes, which tell nobody anything. */
  private record Told(String id, Instant startedAt, Instant endedAt, Visit.Body body) {

    static Told of(Visit visit) {
      return new Told(visit.id(), visit.startedAt(), visit.endedAt(), visit.body());
    }
  }
}
