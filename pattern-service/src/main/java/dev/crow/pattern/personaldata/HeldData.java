package dev.crow.pattern.personaldata;

import dev.crow.contracts.Services;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.objectstore.ObjectStore;
import dev.crow.pattern.visits.Visit;
import dev.crow.pattern.visits.Visits;
import dev.crow.personaldata.ExportFiles;
import dev.crow.personaldata.PersonalDataHolder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * What this service holds on visitors and organizations. A visitor's visits go at once; the counts
 * of the days they were on are due again, and are worked out without them.
 */
final class HeldData implements PersonalDataHolder {

  private static final int PAGE = 200;
  private static final List<String> TABLES =
      List.of(
          "visits",
          "days",
          "counts",
          "patterns",
          "pattern_interactions",
          "wordings",
          "deleted_patterns",
          "ai_spending",
          "ai_limits",
          "topic_samples",
          "revisions",
          "retention_rules",
          "runs");

  private final Visits visits;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ExportFiles files;

  HeldData(
      Visits visits,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      ObjectStore objects,
      JsonMapper json) {
    this.visits = visits;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.files = new ExportFiles(Services.PATTERN, objects, json);
  }

  /**
   * From now on nothing of the subject is recorded any more, and a visitor's visits go: which days
   * they are on must be read before anything is written, so it is a transaction of its own.
   */
  @Override
  public Map<String, Long> eraseBesideRows(ErasureOrdered order) {
    String organization = order.organizationId();
    return switch (order.scope()) {
      case USER -> Map.of();
      case ORGANIZATION -> {
        transaction.executeWithoutResult(_ -> visits.close(organization, null, order.erasureId()));
        yield Map.of();
      }
      case VISITOR -> {
        transaction.executeWithoutResult(
            _ -> visits.close(organization, order.subjectId(), order.erasureId()));
        Long gone =
            transaction.execute(
                _ -> {
                  List<LocalDate> days = visits.daysOf(organization, order.subjectId());
                  return visits.forget(organization, order.subjectId(), days);
                });
        yield Map.of("rows", gone == null ? 0 : gone);
      }
    };
  }

  @Override
  public Map<String, Long> eraseRows(ErasureOrdered order) {
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

  /** A page to an object. */
  @Override
  public List<String> export(ExportOrdered order) {
    if (order.scope() == Scope.USER) {
      return List.of();
    }
    String visitor = order.scope() == Scope.VISITOR ? order.subjectId() : null;
    List<String> keys = new ArrayList<>();
    List<Visit> page = visits.after(order.organizationId(), visitor, "", PAGE);
    while (!page.isEmpty()) {
      String suffix = keys.isEmpty() ? "" : "-" + (keys.size() + 1);
      keys.add(files.put(order, suffix, Map.of("visits", page)));
      page = visits.after(order.organizationId(), visitor, page.getLast().interactionId(), PAGE);
    }
    return keys;
  }
}
