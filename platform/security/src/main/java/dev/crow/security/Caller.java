package dev.crow.security;

import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Who a request acts for, as proven by its internal token. Controllers take it as
 * {@code @AuthenticationPrincipal Caller} and pass {@link #organizationId} to everything they read
 * or write; an organization named anywhere else in a request is never trusted.
 *
 * @param organizationId the only organization whose data may be touched; {@link #NO_ORGANIZATION}
 *     for callers of public operations
 * @param subject id of the API key, the user, the client address or the service behind the request;
 *     an identifier, not a secret
 * @param kind what sort of credential the subject showed
 * @param permissions what the request may do, such as {@code interactions:read}
 * @param attributes further limits on what it may do, by name; empty for most
 */
public record Caller(
    String organizationId,
    String subject,
    Kind kind,
    Set<String> permissions,
    Map<String, String> attributes)
    implements Principal {

  /** Equals no organization's id, so whoever carries it finds nothing. */
  public static final String NO_ORGANIZATION = "none";

  /** The sorts of credential. */
  public enum Kind {
    /** An API key visible in web pages, bound to origins, that may only send events. */
    WRITE_KEY,
    /** An API key kept on a customer's server. */
    SECRET_KEY,
    /** A person who signed in; the subject is the user. */
    SESSION,
    /** Nobody known; the subject is a client's address. */
    PUBLIC,
    /** A service of the suite on its own behalf. */
    SYSTEM
  }

  /** Copies the permissions and attributes. */
  public Caller {
    Objects.requireNonNull(kind);
    if (organizationId.isBlank() || subject.isBlank()) {
      throw new IllegalArgumentException("A caller has an organization and a subject");
    }
    permissions = Set.copyOf(permissions);
    attributes = Map.copyOf(attributes);
  }

  /** As the canonical constructor, without attributes. */
  public Caller(String organizationId, String subject, Kind kind, Set<String> permissions) {
    this(organizationId, subject, kind, permissions, Map.of());
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
