package dev.crow.organization.personaldata;

import dev.crow.contracts.Services;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectStore;
import dev.crow.organization.audit.AuditEntry;
import dev.crow.organization.audit.AuditReader;
import dev.crow.organization.record.Organizations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * This service's own part of each run: the organization's record and earlier exports. The audit log
 * stays: it names people by ids alone, which lead nowhere once the other services have erased them.
 */
@Component
public class OwnData {

  private static final int ENTRIES = 5_000;

  private final Organizations organizations;
  private final RunStore runs;
  private final Exports exports;
  private final Certificates certificates;
  private final AuditReader audit;
  private final ObjectStore objects;
  private final JsonMapper json;

  OwnData(
      Organizations organizations,
      RunStore runs,
      Exports exports,
      Certificates certificates,
      AuditReader audit,
      ObjectStore objects,
      JsonMapper json) {
    this.organizations = organizations;
    this.runs = runs;
    this.exports = exports;
    this.certificates = certificates;
    this.audit = audit;
    this.objects = objects;
    this.json = json;
  }

  /**
   * Removes objects, which no transaction covers; removing them again changes nothing.
   *
   * @param order what to erase
   * @return how many there were
   */
  public long eraseObjects(ErasureOrdered order) {
    return order.scope() == Scope.ORGANIZATION
        ? exports.deleteAll(order.organizationId())
        : exportsOf(order).stream()
            .mapToLong(run -> exports.delete(run.organizationId(), run.id()))
            .sum();
  }

  /**
   * Removes rows, within the caller's transaction.
   *
   * @param order what to erase
   * @return how many there were
   */
  public long eraseRows(ErasureOrdered order) {
    long rows = runs.deleteExportsOf(order.organizationId(), order.scope(), subjectHash(order));
    return order.scope() == Scope.ORGANIZATION
        ? rows + organizations.forget(order.organizationId())
        : rows;
  }

  private List<Run> exportsOf(ErasureOrdered order) {
    return runs.exportsOf(order.organizationId(), order.scope(), subjectHash(order));
  }

  private String subjectHash(ErasureOrdered order) {
    return certificates.subjectHash(order.organizationId(), order.scope(), order.subjectId());
  }

  /**
   * Writes what is held into the export; writing it again writes the same objects.
   *
   * @param order what to export
   * @return the objects' keys
   */
  public List<String> export(ExportOrdered order) {
    return switch (order.scope()) {
      case VISITOR -> List.of();
      case USER -> exportAudit(order, "user:" + order.subjectId());
      case ORGANIZATION -> {
        List<String> keys = new ArrayList<>();
        organizations
            .find(order.organizationId())
            .ifPresent(record -> keys.add(put(order, "", Map.of("organization", record))));
        keys.addAll(exportAudit(order, null));
        yield keys;
      }
    };
  }

  private List<String> exportAudit(
      ExportOrdered order, @org.jspecify.annotations.Nullable String actor) {
    List<String> keys = new ArrayList<>();
    long before = Long.MAX_VALUE;
    List<AuditEntry> page = audit.before(order.organizationId(), actor, before, ENTRIES);
    while (!page.isEmpty()) {
      Map<String, Object> content = new LinkedHashMap<>();
      content.put("audit", page);
      keys.add(put(order, "-audit-" + (keys.size() + 1), content));
      before = page.getLast().seq();
      page = audit.before(order.organizationId(), actor, before, ENTRIES);
    }
    return keys;
  }

  private String put(ExportOrdered order, String suffix, Map<String, ?> content) {
    ObjectKey key =
        ObjectKey.of(
            Exports.AREA,
            order.organizationId(),
            order.exportId(),
            Services.ORGANIZATION + suffix + ".json");
    objects.put(
        key, new ObjectContent(json.writeValueAsBytes(content), "application/json", Map.of()));
    return key.value();
  }
}
