package dev.crow.organization.audit;

/**
 * Where a log ends.
 *
 * @param organizationId whose log
 * @param seq of its last entry; 0 if it has none
 * @param hash of its last entry
 */
record AuditHead(String organizationId, long seq, String hash) {}
