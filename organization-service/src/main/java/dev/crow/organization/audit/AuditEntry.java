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
 * @param times how often it happened, where one entry stands for many alike; at least 1
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
    int times,
    String prevHash,
    String hash) {

  AuditEntry withHash(String newHash) {
    return new AuditEntry(
        organizationId,
        seq,
        ts,
        actor,
        action,
        object,
        outcome,
        requestId,
        times,
        prevHash,
        newHash);
  }
}
