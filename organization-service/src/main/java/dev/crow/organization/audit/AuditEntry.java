package dev.crow.organization.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One link of an organization's audit log.
 *
 * @param organizationId whose log
 * @param seq its place, from 1 without gaps
 * @param ts when it happened, to the millisecond
 * @param actor who acted
 * @param action what was done
 * @param object what it was done to, or null
 * @param outcome {@code DONE} or {@code REFUSED}
 * @param requestId the request it was part of, or null
 * @param prevHash hash of the entry before; 64 zeros for the first
 * @param hash over all of the above
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEntry(
    String organizationId,
    long seq,
    Instant ts,
    String actor,
    String action,
    @Nullable String object,
    String outcome,
    @Nullable String requestId,
    String prevHash,
    String hash) {

  AuditEntry withHash(String newHash) {
    return new AuditEntry(
        organizationId, seq, ts, actor, action, object, outcome, requestId, prevHash, newHash);
  }
}
