package dev.crow.auth.invitation;

import dev.crow.contracts.identity.v1.UserPermissions;
import java.time.Instant;

/** An invitation as the database knows it; its token is nowhere. */
record Invitation(
    String id,
    String organizationId,
    String email,
    String invitedBy,
    UserPermissions permissions,
    Status status,
    Instant createdAt,
    Instant expiresAt) {

  enum Status {
    PENDING,
    ACCEPTED,
    REVOKED
  }

  boolean isOpen(Instant now) {
    return status == Status.PENDING && now.isBefore(expiresAt);
  }
}
