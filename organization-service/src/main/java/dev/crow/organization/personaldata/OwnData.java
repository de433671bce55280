package dev.crow.organization.personaldata;

import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.CredentialRevoked;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.objectstore.ObjectStore;
import dev.crow.organization.audit.AuditEntry;
import dev.crow.organization.audit.AuditReader;
import dev.crow.organization.context.ContextData;
import dev.crow.organization.record.Organizations;
import dev.crow.personaldata.ExportFiles;
import dev.crow.personaldata.PersonalDataHolder;
import dev.crow.relational.UuidV7;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * This service's own part of each run: the organization's record and context, and earlier exports.
 * The audit log stays: it names people by ids alone, which lead nowhere once the other services
 * have erased them.
 */
@Component
public class OwnData implements PersonalDataHolder {

  private static final int ENTRIES = 5_000;

  private final Organizations organizations;
  private final ContextData context;
  private final RunStore runs;
  private final Exports exports;
  private final Certificates certificates;
  private final AuditReader audit;
  private final ExportFiles files;
  private final Outbox outbox;
  private final Clock clock;

  OwnData(
      Organizations organizations,
      ContextData context,
      RunStore runs,
      Exports exports,
      Certificates certificates,
      AuditReader audit,
      ObjectStore objects,
      JsonMapper json,
      Outbox outbox,
      Clock clock) {
    this.organizations = organizations;
    this.context = context;
    this.runs = runs;
    this.exports = exports;
    this.certificates = certificates;
    this.audit = audit;
    this.files = new ExportFiles(Services.ORGANIZATION, objects, json);
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public Map<String, Long> eraseBesideRows(ErasureOrdered order) {
    long deleted =
        order.scope() == Scope.ORGANIZATION
            ? exports.deleteAll(order.organizationId())
            : exportsOf(order).stream()
                .mapToLong(run -> exports.delete(run.organizationId(), run.id()))
                .sum();
    Map<String, Long> erased = new HashMap<>(context.eraseBesideRows(order));
    erased.merge("objects", deleted, Long::sum);
    return erased;
  }

  @Override
  public Map<String, Long> eraseRows(ErasureOrdered order) {
    String organization = order.organizationId();
    long rows =
        runs.deleteExportsOf(organization, order.scope(), subjectHash(order))
            + context.eraseRows(order);
    if (order.scope() == Scope.ORGANIZATION) {
      rows += organizations.forget(organization);
      revokeEverything(organization);
    }
    return Map.of("rows", rows);
  }

  private void revokeEverything(String organization) {
    outbox.add(
        Topics.CREDENTIAL_REVOCATIONS,
        new Event<>(
            UuidV7.next(),
            organization,
            organization,
            new CredentialRevoked(
                organization, CredentialRevoked.Kind.ORGANIZATION, organization, clock.instant())));
  }

  private List<Run> exportsOf(ErasureOrdered order) {
    return runs.exportsOf(order.organizationId(), order.scope(), subjectHash(order));
  }

  private String subjectHash(ErasureOrdered order) {
    return certificates.subjectHash(order.organizationId(), order.scope(), order.subjectId());
  }

  @Override
  public List<String> export(ExportOrdered order) {
    return switch (order.scope()) {
      case VISITOR -> List.of();
      case USER -> exportAudit(order, "user:" + order.subjectId());
      case ORGANIZATION -> {
        List<String> keys = new ArrayList<>();
        organizations
            .find(order.organizationId())
            .ifPresent(record -> keys.add(files.put(order, "", Map.of("organization", record))));
        keys.addAll(context.export(order, files));
        keys.addAll(exportAudit(order, null));
        yield keys;
      }
    };
  }

  private List<String> exportAudit(ExportOrdered order, @Nullable String actor) {
    List<String> keys = new ArrayList<>();
    long before = Long.MAX_VALUE;
    List<AuditEntry> page = audit.before(order.organizationId(), actor, before, ENTRIES);
    while (!page.isEmpty()) {
      Map<String, Object> content = new LinkedHashMap<>();
      content.put("audit", page);
      keys.add(files.put(order, "-audit-" + (keys.size() + 1), content));
      before = page.getLast().seq();
      page = audit.before(order.organizationId(), actor, before, ENTRIES);
    }
    return keys;
  }
}
