package dev.crow.user.member;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.contracts.Permissions;
import dev.crow.contracts.identity.v1.Role;
import dev.crow.contracts.identity.v1.UserPermissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One's own profile. */
@RestController
@RequestMapping("/api/v1/users/me")
@RequiresPermission(Permissions.SELF_MANAGE)
@Tag(name = "Users")
class ProfileController {

  private final Members members;
  private final Team team;

  ProfileController(Members members, Team team) {
    this.members = members;
    this.team = team;
  }

  @GetMapping
  @Operation(summary = "Who I am, and what I may do")
  Profile me(@AuthenticationPrincipal Caller caller) {
    return Profile.of(members.require(caller.organizationId(), caller.subject()));
  }

  @PatchMapping
  @Operation(summary = "Change my name, job title or phone number")
  Profile change(@AuthenticationPrincipal Caller caller, @Valid @RequestBody ProfilePatch patch) {
    return Profile.of(team.changeProfile(caller, patch));
  }

  /** A person as they see themselves. */
  @Schema(name = "Profile")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Profile(
      String id,
      String organizationId,
      String email,
      String name,
      @Nullable String jobTitle,
      @Nullable String phone,
      @Nullable String pictureUrl,
      Role role,
      UserPermissions permissions,
      Instant joinedAt) {

    static Profile of(Member member) {
      return new Profile(
          member.id(),
          member.organizationId(),
          member.email(),
          member.name(),
          member.jobTitle(),
          member.phone(),
          MemberView.pictureUrl(member),
          member.role(),
          member.permissions(),
          member.createdAt());
    }
  }
}
