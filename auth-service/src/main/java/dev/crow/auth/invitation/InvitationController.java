package dev.crow.auth.invitation;

import dev.crow.auth.invitation.Accepting.Preview;
import dev.crow.auth.invitation.Invitation.Status;
import dev.crow.auth.invitation.Inviting.Result;
import dev.crow.contracts.Permissions;
import dev.crow.contracts.identity.v1.UserPermissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The invitations of the caller's organization, and those that somebody got. */
@RestController
@RequestMapping("/api/v1/auth")
@Tag(name = "Invitations")
class InvitationController {

  private static final int LISTED = 500;

  private final Inviting inviting;
  private final Accepting accepting;
  private final InvitationStore store;
  private final Clock clock;

  InvitationController(Inviting inviting, Accepting accepting, InvitationStore store, Clock clock) {
    this.inviting = inviting;
    this.accepting = accepting;
    this.store = store;
    this.clock = clock;
  }

  @PostMapping("/team-invitations")
  @Operation(summary = "Invite people; each gets a mail")
  @RequiresPermission(Permissions.TEAM_MANAGE)
  Results invite(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Invite request) {
    return new Results(
        inviting.invite(
            caller.organizationId(), caller.subject(), request.emails(), request.permissions()));
  }

  @GetMapping("/team-invitations")
  @Operation(summary = "List invitations")
  @RequiresPermission(Permissions.TEAM_MANAGE)
  List<View> list(@AuthenticationPrincipal Caller caller) {
    Instant now = clock.instant();
    return store.list(caller.organizationId(), LISTED).stream()
        .map(invitation -> View.of(invitation, now))
        .toList();
  }

  @PostMapping("/team-invitations/{id}/resend")
  @Operation(summary = "Send an invitation again, with a new link")
  @RequiresPermission(Permissions.TEAM_MANAGE)
  @ResponseStatus(HttpStatus.ACCEPTED)
  void resend(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    inviting.resend(caller.organizationId(), caller.subject(), id);
  }

  @DeleteMapping("/team-invitations/{id}")
  @Operation(summary = "Take an invitation back")
  @RequiresPermission(Permissions.TEAM_MANAGE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    inviting.revoke(caller.organizationId(), caller.subject(), id);
  }

  @PostMapping("/team-invitations/accept")
  @Operation(summary = "Accept an invitation")
  @RequiresPermission(Permissions.SELF_MANAGE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void accept(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Accept request) {
    accepting.accept(caller.organizationId(), caller.subject(), request.token());
  }

  @GetMapping("/invitations/preview")
  @Operation(summary = "Who invites, and to what, by the token of the mail")
  @RequiresPermission(Permissions.PUBLIC)
  ResponseEntity<Preview> preview(
      @AuthenticationPrincipal Caller caller,
      @RequestHeader("X-Invitation-Token") @Size(max = 100) String token) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(accepting.preview(token));
  }

  record Invite(
      @NotEmpty @Size(max = 50) List<@NotNull @Size(max = 1000) String> emails,
      @Nullable UserPermissions permissions) {}

  record Results(List<Result> results) {}

  record Accept(@NotNull @Size(max = 100) String token) {
    @Override
    public String toString() {
      return "Accept[]";
    }
  }

  /** An invitation in the list. */
  record View(
      String id,
      String email,
      String invitedBy,
      UserPermissions permissions,
      String status,
      Instant createdAt,
      Instant expiresAt) {
    static View of(Invitation invitation, Instant now) {
      boolean late = invitation.status() == Status.PENDING && !invitation.isOpen(now);
      return new View(
          invitation.id(),
          invitation.email(),
          invitation.invitedBy(),
          invitation.permissions(),
          late ? "expired" : invitation.status().name().toLowerCase(Locale.ROOT),
          invitation.createdAt(),
          invitation.expiresAt());
    }
  }
}
