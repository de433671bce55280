package dev.crow.gateway.revocation;

import dev.crow.contracts.identity.v1.CredentialRevoked;
import dev.crow.gateway.credential.CredentialExchange;
import dev.crow.gateway.credential.Identity;
import dev.crow.security.Caller;

/** What the end of a credential means for the identities the gateway remembers. */
final class Revocations {

  private final CredentialExchange credentials;

  Revocations(CredentialExchange credentials) {
    this.credentials = credentials;
  }

  void handle(CredentialRevoked revoked) {
    credentials.forget(identity -> concerns(revoked, identity));
  }

  private static boolean concerns(CredentialRevoked revoked, Identity identity) {
    return switch (revoked.kind()) {
      case KEY ->
          (identity.kind() == Caller.Kind.WRITE_KEY || identity.kind() == Caller.Kind.SECRET_KEY)
              && revoked.id().equals(identity.subject());
      case SESSION -> revoked.id().equals(identity.sessionId());
      case USER ->
          identity.kind() == Caller.Kind.SESSION && revoked.id().equals(identity.subject());
      case ORGANIZATION -> revoked.id().equals(identity.organizationId());
    };
  }
}
