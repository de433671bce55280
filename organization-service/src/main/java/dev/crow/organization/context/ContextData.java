package dev.crow.organization.context;

import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.organization.decision.Decisions;
import dev.crow.organization.document.Documents;
import dev.crow.organization.knowledge.Knowledge;
import dev.crow.organization.summary.Summaries;
import dev.crow.personaldata.ExportFiles;
import dev.crow.security.Caller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Clears, erases and exports what is known of organizations. Files go first, which may be done
 * again; then rows, from which moment nothing is found; then the vectors.
 */
@Component
public class ContextData {

  private static final String SOMEBODY = "user:erased";

  private final Documents documents;
  private final Summaries summaries;
  private final Knowledge knowledge;
  private final Decisions decisions;
  private final TransactionTemplate transaction;
  private final JdbcClient jdbc;

  ContextData(
      Documents documents,
      Summaries summaries,
      Knowledge knowledge,
      Decisions decisions,
      TransactionTemplate transaction,
      JdbcClient jdbc) {
    this.documents = documents;
    this.summaries = summaries;
    this.knowledge = knowledge;
    this.decisions = decisions;
    this.transaction = transaction;
    this.jdbc = jdbc;
  }

  void clear(Caller caller) {
    String organization = caller.organizationId();
    documents.deleteFiles(organization);
    transaction.executeWithoutResult(
        _ -> {
          knowledge.forgetAll(organization);
          documents.deleteRows(organization);
          summaries.clear(organization);
          decisions.made(caller, "context.cleared", "organization:" + organization);
        });
    knowledge.dropVectors(organization);
  }

  /**
   * Erases files and vectors of an organization. From now on nothing more is kept of it, by
   * whatever still runs.
   *
   * @param order whose
   * @return how much there was
   */
  public Map<String, Long> eraseBesideRows(ErasureOrdered order) {
    if (order.scope() != Scope.ORGANIZATION) {
      return Map.of();
    }
    String organization = order.organizationId();
    jdbc.sql(
            """
            INSERT INTO erased_organizations (org_id, erasure_id) VALUES (?, ?)
            ON CONFLICT DO NOTHING
            """)
        .params(organization, order.erasureId())
        .update();
    return Map.of(
        "objects", documents.deleteFiles(organization),
        "vectors", knowledge.dropVectors(organization));
  }

  /**
   * Erases rows, within the caller's transaction; of a person only that they sent something.
   *
   * @param order whose
   * @return how many there were
   */
  public long eraseRows(ErasureOrdered order) {
    String organization = order.organizationId();
    return switch (order.scope()) {
      case VISITOR -> 0;
      case USER -> documents.forgetActor(organization, "user:" + order.subjectId(), SOMEBODY);
      case ORGANIZATION ->
          knowledge.forgetAll(organization)
              + documents.deleteRows(organization)
              + summaries.deleteAll(organization);
    };
  }

  /**
   * @param order names the export of an organization
   * @param files writes it
   * @return the objects' keys
   */
  public List<String> export(ExportOrdered order, ExportFiles files) {
    String organization = order.organizationId();
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("profile", summaries.profile(organization));
    content.put("summary", summaries.sections(organization));
    content.put("documents", documents.described(organization));
    List<String> keys = new ArrayList<>();
    keys.add(files.put(order, "-context", content));
    keys.addAll(documents.export(order, files));
    return keys;
  }
}
