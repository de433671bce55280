package dev.crow.contracts.identity.v1;

import java.time.Instant;

/**
 * A credential ended, or what it stands for changed: forget what was cached for it. The record of
 * {@code credential-revocations}.
 *
 * @param organizationId whose
 * @param kind what sort of subject
 * @param id of the key, session, user or organization
 * @param occurredAt when
 */
public record CredentialRevoked(String organizationId, Kind kind, String id, Instant occurredAt) {

  /** What the id names. A user's or an organization's covers all of its sessions, or all it has. */
  public enum Kind {
    KEY,
    SESSION,
    USER,
    ORGANIZATION
  }
}
