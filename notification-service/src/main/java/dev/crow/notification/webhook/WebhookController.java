package dev.crow.notification.webhook;

import dev.crow.contracts.Permissions;
import dev.crow.notification.webhook.ManagingWebhooks.WithSecret;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The organization's webhooks. */
@RestController
@RequestMapping("/api/v1/webhooks")
@RequiresPermission(Permissions.INTEGRATIONS_MANAGE)
@Tag(name = "Webhooks")
class WebhookController {

  private static final int USUAL_OVERLAP = 24;

  private final ManagingWebhooks managing;
  private final Clock clock;

  WebhookController(ManagingWebhooks managing, Clock clock) {
    this.managing = managing;
    this.clock = clock;
  }

  @GetMapping
  @Operation(summary = "List webhooks")
  WebhookList list(@AuthenticationPrincipal Caller caller) {
    return new WebhookList(managing.all(caller).stream().map(this::view).toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Add a webhook",
      description =
          """
          Events are posted as JSON, signed after Standard Webhooks with the secret that is shown \
          here and never again.""")
  WebhookWithSecret create(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody WebhookInput input) {
    return told(managing.create(caller, input));
  }

  @GetMapping("/{id}")
  @Operation(summary = "One webhook")
  WebhookView one(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return view(managing.require(caller, id));
  }

  @PutMapping("/{id}")
  @Operation(
      summary = "Change a webhook, or switch it off or on",
      description = "What failed before is forgiven; deliveries that wait are tried again.")
  WebhookView change(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @Valid @RequestBody WebhookInput input) {
    return view(managing.change(caller, id, input));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Delete a webhook and its deliveries")
  void delete(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    managing.delete(caller, id);
  }

  @PostMapping("/{id}/rotate-secret")
  @Operation(
      summary = "Replace a webhook's secret",
      description = "For the hours of overlap, deliveries are signed with both.")
  WebhookWithSecret rotate(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @Valid @RequestBody SecretRotation rotation) {
    int hours = rotation.overlapHours() == null ? USUAL_OVERLAP : rotation.overlapHours();
    return told(managing.rotate(caller, id, Duration.ofHours(hours)));
  }

  @PostMapping("/{id}/test")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Send an event of type webhook.test")
  DeliveryView test(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return DeliveryView.of(managing.test(caller, id));
  }

  private WebhookView view(Webhook webhook) {
    return WebhookView.of(webhook, clock.instant());
  }

  private WebhookWithSecret told(WithSecret made) {
    return new WebhookWithSecret(view(made.webhook()), made.secret());
  }

  /**
   * @param overlapHours how long the present secret signs as well; 24 if absent, 0 for not at all
   */
  record SecretRotation(@Nullable @Min(0) @Max(168) Integer overlapHours) {}

  /**
   * @param secret {@code whsec_…}, shown only now
   */
  record WebhookWithSecret(WebhookView webhook, String secret) {

    @Override
    public String toString() {
      return "WebhookWithSecret[" + webhook.id() + "]";
    }
  }

  /**
   * @param items all of them
   */
  record WebhookList(List<WebhookView> items) {}
}
