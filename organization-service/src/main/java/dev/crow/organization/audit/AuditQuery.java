package dev.crow.organization.audit;

import dev.crow.relational.Timestamps;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted.
 *
 * @param organizationId whose; from the caller's token
 * @param from earliest time, inclusive
 * @param to latest time, exclusive
 * @param actor who acted
 * @param action what was done
 * @param beforeSeq entries from here on were seen
 * @param limit most on the page
 */
record AuditQuery(
    String organizationId,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String actor,
    @Nullable String action,
    long beforeSeq,
    int limit) {

  Map<String, Object> values() {
    Map<String, Object> values = new HashMap<>();
    values.put("org", organizationId);
    values.put("before", beforeSeq);
    values.put("limit", limit);
    if (from != null) {
      values.put("from", Timestamps.format(from));
    }
    if (to != null) {
      values.put("to", Timestamps.format(to));
    }
    if (actor != null) {
      values.put("actor", actor);
    }
    if (action != null) {
      values.put("action", action);
    }
    return values;
  }
}
