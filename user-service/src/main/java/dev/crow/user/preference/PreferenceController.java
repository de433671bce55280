package dev.crow.user.preference;

import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
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

  PreferenceController(PreferenceStore store, TransactionTemplate transaction) {
    this.store = store;
    this.transaction = transaction;
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
          return after;
        });
  }

  private Preferences require(Caller caller) {
    return store
        .find(caller.organizationId(), caller.subject())
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such person."));
  }
}
