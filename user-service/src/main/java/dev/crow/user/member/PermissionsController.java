package dev.crow.user.member;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.identity.v1.Role;
import dev.crow.contracts.identity.v1.UserPermissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.EntityTags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What members may do, as owners decide it. */
@RestController
@RequestMapping("/api/v1/users/{id}")
@RequiresPermission(Permissions.ORGANIZATION_OWN)
@Tag(name = "Users")
class PermissionsController {

  private final Members members;
  private final Team team;

  PermissionsController(Members members, Team team) {
    this.members = members;
    this.team = team;
  }

  @GetMapping("/permissions")
  @Operation(summary = "What a member may do")
  ResponseEntity<Standing> read(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return answer(members.require(caller.organizationId(), id));
  }

  @PatchMapping("/permissions")
  @Operation(summary = "Change flags of a member; with If-Match only if nobody else did meanwhile")
  ResponseEntity<Standing> change(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody PermissionsPatch patch) {
    return answer(team.changePermissions(caller, id, ifMatch, patch));
  }

  @PutMapping("/role")
  @Operation(summary = "Make a member an owner, with every permission, or an owner a member")
  ResponseEntity<Standing> changeRole(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody NewRole request) {
    return answer(team.changeRole(caller, id, ifMatch, request.role()));
  }

  private static ResponseEntity<Standing> answer(Member member) {
    return ResponseEntity.ok()
        .eTag(EntityTags.of(member.version()))
        .body(new Standing(member.id(), member.role(), member.permissions()));
  }

  /** What somebody is and may do. */
  @Schema(name = "Standing")
  record Standing(String userId, Role role, UserPermissions permissions) {}

  record NewRole(@NotNull Role role) {}
}
