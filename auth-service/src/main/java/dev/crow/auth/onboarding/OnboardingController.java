package dev.crow.auth.onboarding;

import dev.crow.auth.account.Accounts;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.EntityTags;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * The caller's own set-up. Each answer has its version as {@code ETag}; each change names the
 * version it is based on in {@code If-Match}.
 */
@RestController
@RequestMapping("/api/v1/auth/onboarding")
@RequiresPermission(Permissions.ONBOARDING_MANAGE)
@Tag(name = "Onboarding")
class OnboardingController {

  private final SettingUp settingUp;
  private final Accounts accounts;

  OnboardingController(SettingUp settingUp, Accounts accounts) {
    this.settingUp = settingUp;
    this.accounts = accounts;
  }

  @GetMapping
  @Operation(summary = "How far the set-up has come")
  ResponseEntity<View> get(@AuthenticationPrincipal Caller caller) {
    return accounts
        .find(caller.organizationId(), caller.subject())
        .map(settingUp::state)
        .map(OnboardingController::answer)
        .orElseThrow(() -> new ApiException(ErrorCode.SESSION_ENDED, "Sign in again."));
  }

  @PutMapping("/steps/profile")
  @Operation(summary = "Fill in who I am")
  ResponseEntity<View> profile(
      @AuthenticationPrincipal Caller caller,
      @RequestHeader(HttpHeaders.IF_MATCH) String etag,
      @Valid @RequestBody Drafts.Profile draft) {
    return take(caller, Step.PROFILE, draft, etag);
  }

  @PutMapping("/steps/organization")
  @Operation(summary = "Fill in my organization")
  ResponseEntity<View> organization(
      @AuthenticationPrincipal Caller caller,
      @RequestHeader(HttpHeaders.IF_MATCH) String etag,
      @Valid @RequestBody Drafts.Organization draft) {
    return take(caller, Step.ORGANIZATION, draft, etag);
  }

  @PutMapping("/steps/plan")
  @Operation(summary = "Choose a plan")
  ResponseEntity<View> plan(
      @AuthenticationPrincipal Caller caller,
      @RequestHeader(HttpHeaders.IF_MATCH) String etag,
      @Valid @RequestBody Drafts.Plan draft) {
    return take(caller, Step.PLAN, draft, etag);
  }

  @PutMapping("/steps/products")
  @Operation(summary = "Say where the products are listed")
  ResponseEntity<View> products(
      @AuthenticationPrincipal Caller caller,
      @RequestHeader(HttpHeaders.IF_MATCH) String etag,
      @Valid @RequestBody Drafts.Products draft) {
    return take(caller, Step.PRODUCTS, draft, etag);
  }

  @PutMapping("/steps/sources")
  @Operation(summary = "Choose what is to be watched")
  ResponseEntity<View> sources(
      @AuthenticationPrincipal Caller caller,
      @RequestHeader(HttpHeaders.IF_MATCH) String etag,
      @Valid @RequestBody Drafts.Sources draft) {
    return take(caller, Step.SOURCES, draft, etag);
  }

  @PutMapping("/steps/team")
  @Operation(summary = "Name whom to invite")
  ResponseEntity<View> team(
      @AuthenticationPrincipal Caller caller,
      @RequestHeader(HttpHeaders.IF_MATCH) String etag,
      @Valid @RequestBody Drafts.Team draft) {
    return take(caller, Step.TEAM, draft, etag);
  }

  @PostMapping("/steps/{step}/skip")
  @Operation(summary = "Skip a step that may be skipped")
  ResponseEntity<View> skip(
      @AuthenticationPrincipal Caller caller,
      @RequestHeader(HttpHeaders.IF_MATCH) String etag,
      @PathVariable String step) {
    Step skipped =
        Arrays.stream(Step.values())
            .filter(known -> known.key().equals(step))
            .findFirst()
            .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such step."));
    return take(caller, skipped, null, etag);
  }

  @PostMapping("/complete")
  @Operation(summary = "Finish the set-up")
  ResponseEntity<View> complete(
      @AuthenticationPrincipal Caller caller, @RequestHeader(HttpHeaders.IF_MATCH) String etag) {
    return answer(
        settingUp.complete(caller.organizationId(), caller.subject(), EntityTags.versionIn(etag)));
  }

  private ResponseEntity<View> take(Caller caller, Step step, @Nullable Object draft, String etag) {
    return answer(
        settingUp.take(
            caller.organizationId(), caller.subject(), step, draft, EntityTags.versionIn(etag)));
  }

  private static ResponseEntity<View> answer(OnboardingState state) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .eTag(EntityTags.of(state.version()))
        .body(
            new View(
                state.version(),
                state.isCompleted() ? "completed" : "in_progress",
                state.next().orElse(null),
                state.drafts(),
                state.completedAt()));
  }

  /** The set-up as the founder sees it; a skipped step is null. */
  record View(
      long version,
      String status,
      @Nullable Step next,
      JsonNode steps,
      @Nullable Instant completedAt) {}
}
