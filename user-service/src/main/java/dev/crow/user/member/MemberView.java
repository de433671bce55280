package dev.crow.user.member;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.contracts.identity.v1.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A member as their colleagues see them.
 *
 * @param pictureUrl where their picture is; absent if they have none
 * @param email shown to whoever manages the team
 * @param role likewise
 * @param joinedAt likewise
 */
@Schema(name = "Member")
@JsonInclude(JsonInclude.Include.NON_NULL)
record MemberView(
    String id,
    String name,
    @Nullable String jobTitle,
    @Nullable String pictureUrl,
    @Nullable String email,
    @Nullable Role role,
    @Nullable Instant joinedAt) {

  static MemberView of(Member member, boolean withContact) {
    return new MemberView(
        member.id(),
        member.name(),
        member.jobTitle(),
        pictureUrl(member),
        withContact ? member.email() : null,
        withContact ? member.role() : null,
        withContact ? member.createdAt() : null);
  }

  static @Nullable String pictureUrl(Member member) {
    return member.picture() == null ? null : "/api/v1/users/" + member.id() + "/picture";
  }
}
