package dev.crow.contracts.identity.v1;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change to an organization or one of its people: the records of {@code identity-events}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(
      value = IdentityEvent.OrganizationFounded.class,
      name = "organization-founded"),
  @JsonSubTypes.Type(value = IdentityEvent.UserJoined.class, name = "user-joined"),
  @JsonSubTypes.Type(value = IdentityEvent.UserRenamed.class, name = "user-renamed"),
  @JsonSubTypes.Type(value = IdentityEvent.EmailChanged.class, name = "email-changed"),
  @JsonSubTypes.Type(value = IdentityEvent.PermissionsChanged.class, name = "permissions-changed"),
  @JsonSubTypes.Type(value = IdentityEvent.UserRemoved.class, name = "user-removed"),
  @JsonSubTypes.Type(value = IdentityEvent.ErasureOrdered.class, name = "erasure-ordered"),
  @JsonSubTypes.Type(value = IdentityEvent.ErasureDone.class, name = "erasure-done"),
  @JsonSubTypes.Type(value = IdentityEvent.ExportOrdered.class, name = "export-ordered"),
  @JsonSubTypes.Type(value = IdentityEvent.ExportDelivered.class, name = "export-delivered")
})
public sealed interface IdentityEvent {

  /**
   * @return whose organization it concerns
   */
  String organizationId();

  /**
   * @return when it happened
   */
  Instant occurredAt();

  /**
   * Auth-service registered an organization. Its owner follows as {@link UserJoined}.
   *
   * @param name for people
   * @param industry what it does, or null if not said
   * @param size about how many people, such as {@code 11-50}, or null
   */
  record OrganizationFounded(
      String organizationId,
      String name,
      @Nullable String industry,
      @Nullable String size,
      Instant occurredAt)
      implements IdentityEvent {}

  /**
   * Somebody became a member, with an account that auth-service keeps.
   *
   * @param userId their id in every service
   * @param email their verified address, in lower case
   * @param permissions what they may do from now on
   */
  record UserJoined(
      String organizationId,
      String userId,
      String email,
      String name,
      Role role,
      UserPermissions permissions,
      Instant occurredAt)
      implements IdentityEvent {}

  /** User-service took a new name of a person. */
  record UserRenamed(String organizationId, String userId, String name, Instant occurredAt)
      implements IdentityEvent {}

  /** Auth-service verified a new address of a person. */
  record EmailChanged(String organizationId, String userId, String email, Instant occurredAt)
      implements IdentityEvent {}

  /** An owner changed what a person may do, or their role. */
  record PermissionsChanged(
      String organizationId,
      String userId,
      Role role,
      UserPermissions permissions,
      Instant occurredAt)
      implements IdentityEvent {}

  /** Somebody left or was removed; their account is closed. */
  record UserRemoved(String organizationId, String userId, Instant occurredAt)
      implements IdentityEvent {}

  /**
   * Everything held on a subject has to go. Each service answers with one {@link ErasureDone}.
   *
   * @param erasureId names the run
   * @param scope whose data
   * @param subjectId the user's or visitor's id; the organization's own for the whole of it
   */
  record ErasureOrdered(
      String organizationId, String erasureId, Scope scope, String subjectId, Instant occurredAt)
      implements IdentityEvent {}

  /**
   * A service holds nothing on the subject any more.
   *
   * @param service who says so
   * @param erased how many things of which sort were removed, such as {@code rows}, {@code
   *     objects}, {@code vectors}
   * @param remains what cannot be taken out by itself, such as a topic's records, and when the last
   *     of it is gone; nothing reads it any more
   */
  record ErasureDone(
      String organizationId,
      String erasureId,
      String service,
      Map<String, Long> erased,
      Map<String, Instant> remains,
      Instant occurredAt)
      implements IdentityEvent {
    /** Copies the maps; an absent one becomes empty. */
    public ErasureDone {
      erased = Map.copyOf(erased);
      remains = remains == null ? Map.of() : Map.copyOf(remains);
    }

    /** Nothing remains. */
    public ErasureDone(
        String organizationId,
        String erasureId,
        String service,
        Map<String, Long> erased,
        Instant occurredAt) {
      this(organizationId, erasureId, service, erased, Map.of(), occurredAt);
    }
  }

  /** Everything held on a subject shall be written to the export. As {@link ErasureOrdered}. */
  record ExportOrdered(
      String organizationId, String exportId, Scope scope, String subjectId, Instant occurredAt)
      implements IdentityEvent {}

  /**
   * A service wrote its part.
   *
   * @param service who
   * @param objectKeys the objects it wrote; empty if it holds nothing
   */
  record ExportDelivered(
      String organizationId,
      String exportId,
      String service,
      List<String> objectKeys,
      Instant occurredAt)
      implements IdentityEvent {
    /** Copies the keys. */
    public ExportDelivered {
      objectKeys = List.copyOf(objectKeys);
    }
  }

  /** Whose data an erasure or an export is about. */
  enum Scope {
    ORGANIZATION,
    USER,
    /** Somebody seen by a channel, named by the brand's own visitor id. */
    VISITOR
  }
}
