package dev.crow.auth.session;

import dev.crow.auth.account.Account;
import dev.crow.auth.account.Accounts;
import dev.crow.auth.account.EndingSessions;
import dev.crow.auth.session.SessionStore.Stored;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's own sessions. */
@RestController
@RequestMapping("/api/v1/auth")
@RequiresPermission(Permissions.SELF_MANAGE)
@Tag(name = "Sessions")
class SessionController {

  private final StoredSessions sessions;
  private final EndingSessions ending;
  private final Accounts accounts;

  SessionController(StoredSessions sessions, EndingSessions ending, Accounts accounts) {
    this.sessions = sessions;
    this.ending = ending;
    this.accounts = accounts;
  }

  @GetMapping("/session")
  @Operation(summary = "Who is signed in, and what they may do")
  ResponseEntity<SignedIn> session(@AuthenticationPrincipal Caller caller) {
    Account account =
        accounts
            .find(caller.subject())
            .orElseThrow(() -> new ApiException(ErrorCode.SESSION_ENDED, "Sign in again."));
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(SignedIn.of(account));
  }

  @PostMapping("/sign-out")
  @Operation(summary = "End my session")
  ResponseEntity<Void> signOut(@AuthenticationPrincipal Caller caller) {
    sessions.end(caller.organizationId(), caller.subject(), current(caller));
    return gone();
  }

  @PostMapping("/sign-out-everywhere")
  @Operation(summary = "End all my sessions")
  ResponseEntity<Void> signOutEverywhere(@AuthenticationPrincipal Caller caller) {
    ending.endAll(caller.organizationId(), caller.subject(), null);
    return gone();
  }

  @GetMapping("/sessions")
  @Operation(summary = "List my sessions, one for each device")
  List<View> sessions(@AuthenticationPrincipal Caller caller) {
    return sessions.of(caller.organizationId(), caller.subject()).stream()
        .map(session -> View.of(session, current(caller)))
        .toList();
  }

  @DeleteMapping("/sessions/{id}")
  @Operation(summary = "End one of my sessions")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    if (!sessions.end(caller.organizationId(), caller.subject(), id)) {
      throw new ApiException(ErrorCode.NOT_FOUND, "There is no such session.");
    }
  }

  private static String current(Caller caller) {
    return caller.attributes().getOrDefault("session", "");
  }

  private static ResponseEntity<Void> gone() {
    return ResponseEntity.noContent().headers(SessionCookies.clear()).build();
  }

  /** A session in the list of devices. */
  record View(
      String id,
      String userAgent,
      String network,
      Instant createdAt,
      Instant lastSeen,
      boolean current) {
    static View of(Stored session, String current) {
      return new View(
          session.id(),
          session.userAgent(),
          session.network(),
          session.createdAt(),
          session.lastSeen(),
          session.id().equals(current));
    }
  }
}
