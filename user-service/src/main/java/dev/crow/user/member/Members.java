package dev.crow.user.member;

import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.UserJoined;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The people of an organization, for the features around them. */
@Service
public class Members {

  private static final int PAGE = 100;

  private final MemberStore store;
  private final Clock clock;

  Members(MemberStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * @param organizationId whose
   * @param id of a person
   * @return the person
   * @throws ApiException {@code not-found}, the same for absent and foreign ids
   */
  public Member require(String organizationId, String id) {
    return store.find(organizationId, id).orElseThrow(Members::absent);
  }

  static ApiException absent() {
    return new ApiException(ErrorCode.NOT_FOUND, "There is no such person.");
  }

  /**
   * @param organizationId whose
   * @param id of a person
   * @return the person, if they are a member
   */
  public Optional<Member> find(String organizationId, String id) {
    return store.find(organizationId, id);
  }

  /**
   * @param organizationId whose
   * @param afterId id of the person before; empty to begin
   * @return the next people, at most 100, in order of their ids
   */
  public List<Member> after(String organizationId, String afterId) {
    return store.page(organizationId, afterId, PAGE);
  }

  /**
   * @param joined who became a member
   * @return false if they were one
   */
  public boolean add(UserJoined joined) {
    Member member =
        new Member(
            joined.userId(),
            joined.organizationId(),
            joined.email(),
            joined.name(),
            null,
            null,
            joined.role(),
            null,
            joined.permissions(),
            1,
            joined.occurredAt());
    return store.insert(member, clock.instant());
  }

  /**
   * @param changed a person's new address
   */
  public void changeEmail(IdentityEvent.EmailChanged changed) {
    store.saveEmail(changed.organizationId(), changed.userId(), changed.email(), clock.instant());
  }

  /**
   * @param organizationId whose
   * @param id of a person
   * @param picture hash of the picture they have from now on; null for none
   * @return false if there is no such person (any more)
   */
  public boolean setPicture(String organizationId, String id, @Nullable String picture) {
    return store.savePicture(organizationId, id, picture, clock.instant());
  }

  /**
   * Forgets a person, with everything that hangs on their row.
   *
   * @param organizationId whose
   * @param id of a person
   * @return how many there were, 0 or 1
   */
  public long forget(String organizationId, String id) {
    return store.delete(organizationId, id);
  }

  /**
   * @param organizationId whose people are forgotten
   * @return how many there were
   */
  public long forgetAll(String organizationId) {
    return store.deleteAll(organizationId);
  }
}
