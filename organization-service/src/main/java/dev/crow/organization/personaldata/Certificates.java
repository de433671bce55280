package dev.crow.organization.personaldata;

import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.organization.audit.Signatures;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Says, signed, what an erasure removed; it names the subject by a keyed hash only. */
@Component
class Certificates {

  private static final String PURPOSE = "erasure-certificate";

  private final Signatures signatures;
  private final JsonMapper json;

  Certificates(Signatures signatures, JsonMapper json) {
    this.signatures = signatures;
    this.json = json;
  }

  String subjectHash(String organizationId, Scope scope, String subjectId) {
    return signatures.sign("subject", organizationId + "\n" + scope + "\n" + subjectId);
  }

  /** {@code {"document": {…}, "signature": …}}; the signature covers the document as it stands. */
  String of(Run run, List<RunPart> parts, Instant doneAt) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("erasureId", run.id());
    document.put("organizationId", run.organizationId());
    document.put("scope", run.scope());
    document.put("subjectHash", run.subjectHash());
    document.put("requestedBy", run.requestedBy());
    document.put("requestedAt", run.createdAt());
    document.put("completedAt", doneAt);
    document.put("services", parts.stream().map(this::service).toList());
    String text = json.writeValueAsString(document);
    return "{\"document\":"
        + text
        + ",\"algorithm\":\"HMAC-SHA256\",\"signature\":\""
        + signatures.sign(PURPOSE, text)
        + "\"}";
  }

  private Map<String, Object> service(RunPart part) {
    Map<String, Object> service = new LinkedHashMap<>();
    service.put("service", part.service());
    service.put("completedAt", Objects.requireNonNull(part.doneAt()));
    Erased result = Erased.read(json, Objects.requireNonNull(part.result()));
    service.put("erased", result.erased());
    if (!result.remains().isEmpty()) {
      service.put("remainsUntil", result.remains());
    }
    return service;
  }
}
