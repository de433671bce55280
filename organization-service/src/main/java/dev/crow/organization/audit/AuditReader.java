package dev.crow.organization.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads audit logs for the features around them. */
public final class AuditReader {

  private final AuditRows rows;

  AuditReader(AuditRows rows) {
    this.rows = rows;
  }

  /**
   * @param organizationId whose log
   * @param actor whose entries, or null for all
   * @param beforeSeq entries from here on were read
   * @param limit most of them
   * @return the next entries, newest first
   */
  public List<AuditEntry> before(
      String organizationId, @Nullable String actor, long beforeSeq, int limit) {
    return rows.page(new AuditQuery(organizationId, null, null, actor, null, beforeSeq, limit));
  }
}
