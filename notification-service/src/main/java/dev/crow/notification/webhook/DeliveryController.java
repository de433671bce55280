package dev.crow.notification.webhook;

import dev.crow.contracts.Permissions;
import dev.crow.notification.webhook.Delivery.State;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.security.ServiceSecret;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.SignedCursors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What became of a webhook's events. */
@RestController
@RequestMapping("/api/v1/webhooks/{id}/deliveries")
@RequiresPermission(Permissions.INTEGRATIONS_MANAGE)
@Tag(name = "Webhooks")
class DeliveryController {

  private static final int MAX_LIMIT = 100;

  private final ManagingWebhooks managing;
  private final DeliveryStore deliveries;
  private final SignedCursors cursors;

  DeliveryController(ManagingWebhooks managing, DeliveryStore deliveries, ServiceSecret secret) {
    this.managing = managing;
    this.deliveries = deliveries;
    this.cursors = new SignedCursors(secret.value(), "webhook-deliveries");
  }

  @GetMapping
  @Operation(summary = "List a webhook's deliveries, newest first")
  DeliveryPage list(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable State state,
      @Parameter(description = "nextCursor of the page before") @RequestParam(required = false)
          @Nullable String cursor,
      @Parameter(description = "1 to 100") @RequestParam(defaultValue = "20") int limit) {
    Webhook webhook = managing.require(caller, id);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "The limit must be from 1 to " + MAX_LIMIT + ".")
          .field("limit");
    }
    String list = caller.organizationId() + "/" + webhook.id();
    long before = cursor == null ? Long.MAX_VALUE : Long.parseLong(cursors.read(list, cursor));
    List<Delivery> found = deliveries.page(webhook, state, before, limit + 1);
    List<Delivery> page = found.subList(0, Math.min(limit, found.size()));
    return new DeliveryPage(
        page.stream().map(DeliveryView::of).toList(),
        found.size() > limit ? cursors.write(list, Long.toString(page.getLast().seq())) : null);
  }

  @GetMapping("/{deliveryId}")
  @Operation(
      summary = "One delivery, with its body and every attempt",
      description = "What the receiver answered is a stranger's text, cut after a kilobyte.")
  DeliveryDetails one(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @PathVariable String deliveryId) {
    Delivery delivery = managing.require(managing.require(caller, id), deliveryId);
    return new DeliveryDetails(
        DeliveryView.of(delivery), delivery.body(), deliveries.attempts(delivery));
  }

  @PostMapping("/{deliveryId}/replay")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Send a delivery again",
      description = "With the same webhook-id, whether it had failed or not.")
  DeliveryView replay(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @PathVariable String deliveryId) {
    return DeliveryView.of(managing.replay(caller, id, deliveryId));
  }

  /**
   * @param body as it is sent
   * @param attempts in order
   */
  record DeliveryDetails(DeliveryView delivery, String body, List<Attempt> attempts) {}

  /**
   * @param items at most the limit
   * @param nextCursor for the next page; null on the last
   */
  record DeliveryPage(List<DeliveryView> items, @Nullable String nextCursor) {}
}
