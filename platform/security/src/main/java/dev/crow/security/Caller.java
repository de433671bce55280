package dev.crow.security;

import java.security.Principal;
import java.util.Objects;
import java.util.Set;

/**
 * Who a request acts for, as proven by its internal token. Controllers take it as
 * {@code @AuthenticationPrincipal Caller} and pass {@link #organizationId} to everything they read
 * or write; an organization named anywhere else in a request is never trusted.
 *
 * @param organizationId the only organization whose data may be touched
 * @param subject id of the API key behind the request; an identifier, not a secret
 * @param kind what sort of key it is
 * @param permissions what the request may do, such as {@code interactions:read}
 */
public record Caller(String organizationId, String subject, Kind kind, Set<String> permissions)
    implements Principal {

  /** The sorts of API key. */
  public enum Kind {
    /** Publishable: visible in web pages, bound to origins, may only send events. */
    WRITE_KEY,
    /** Kept on a customer's server. */
    SECRET_KEY
  }

  /** Copies the permissions. */
  public Caller {
    Objects.requireNonNull(kind);
    if (organizationId.isBlank() || subject.isBlank()) {
      throw new IllegalArgumentException("A caller has an organization and a subject");
    }
    permissions = Set.copyOf(permissions);
  }

  /**
   * @param permission such as {@code events:write}
   * @return whether this caller holds exactly that permission
   */
  public boolean may(String permission) {
    return permissions.contains(permission);
  }

  @Override
  public String getName() {
    return subject;
  }
}
