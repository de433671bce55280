package dev.crow.user.preference;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.PreferencesSet;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One's own preferences. */
@RestController
@RequestMapping("/api/v1/users/me/preferences")
@RequiresPermission(Permissions.SELF_MANAGE)
@Tag(name = "Users")
class PreferenceController {

  private final PreferenceStore store;
  private final TransactionTemplate transaction;
  private final Outbox outbox;
  private final Clock clock;

  PreferenceController(
      PreferenceStore store, TransactionTemplate transaction, Outbox outbox, Clock clock) {
    this.store = store;
    this.transaction = transaction;
    this.outbox = outbox;
    this.clock = clock;
  }

  @GetMapping
  @Operation(summary = "What I prefer")
  Preferences read(@AuthenticationPrincipal Caller caller) {
    return require(caller);
  }

  @PatchMapping
  @Operation(summary = "Change what I prefer")
  Preferences change(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody PreferencesPatch patch) {
    return transaction.execute(
        _ -> {
          Preferences after = patch.over(require(caller));
          store.save(caller.organizationId(), caller.subject(), after);
          announce(caller, after);
          return after;
        });
  }

  /** So that mails follow what their reader wants. */
  private void announce(Caller caller, Preferences set) {
    String organization = caller.organizationId();
    outbox.add(
        Topics.USER_PREFERENCES,
        new Event<>(
            UuidV7.next(),
            organization,
            organization,
            new PreferencesSet(
                organization,
                caller.subject(),
                set.emailPatternAlerts(),
                set.emailBillingNotices(),
                set.emailTeamInvites(),
                set.emailWeeklyDigest(),
                set.timeZone(),
                clock.instant())));
  }

  private Preferences require(Caller caller) {
    return store
        .find(caller.organizationId(), caller.subject())
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such person."));
  }
}
