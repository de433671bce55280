package dev.crow.notification.webhook;

import dev.crow.fetch.FetchException;
import dev.crow.fetch.FetchProperties;
import dev.crow.fetch.Fetcher;
import dev.crow.notification.announcement.Decisions;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What people do with their organization's webhooks. */
@Service
class ManagingWebhooks {

  private final WebhookStore store;
  private final DeliveryStore deliveries;
  private final Webhooks webhooks;
  private final Secrets secrets;
  private final Fetcher fetcher;
  private final FetchProperties fetching;
  private final WebhookProperties properties;
  private final Decisions decisions;
  private final TransactionTemplate transaction;
  private final Clock clock;

  ManagingWebhooks(
      WebhookStore store,
      DeliveryStore deliveries,
      Webhooks webhooks,
      Secrets secrets,
      Fetcher fetcher,
      FetchProperties fetching,
      WebhookProperties properties,
      Decisions decisions,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.deliveries = deliveries;
    this.webhooks = webhooks;
    this.secrets = secrets;
    this.fetcher = fetcher;
    this.fetching = fetching;
    this.properties = properties;
    this.decisions = decisions;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** A secret is told once, when it is made. */
  record WithSecret(Webhook webhook, String secret) {}

  WithSecret create(Caller caller, WebhookInput input) {
    String url = check(input.url());
    String id = UuidV7.next();
    String secret = secrets.make();
    Instant now = clock.instant();
    Webhook webhook =
        new Webhook(
            id,
            caller.organizationId(),
            url,
            input.describedAs(),
            input.wantedTypes(),
            input.switchedOn(),
            null,
            secrets.sealed(secret, id),
            null,
            null,
            null,
            now,
            now);
    transaction.executeWithoutResult(
        _ -> {
          if (!store.add(webhook, properties.most())) {
            throw new ApiException(
                ErrorCode.CONFLICT,
                "An organization has at most " + properties.most() + " webhooks.");
          }
          decisions.add(caller, "webhook.created", object(id));
        });
    return new WithSecret(require(caller, id), secret);
  }

  Webhook change(Caller caller, String id, WebhookInput input) {
    Webhook before = require(caller, id);
    String url = check(input.url());
    Instant now = clock.instant();
    Webhook after =
        new Webhook(
            id,
            caller.organizationId(),
            url,
            input.describedAs(),
            input.wantedTypes(),
            input.switchedOn(),
            null,
            before.secret(),
            before.oldSecret(),
            before.oldUntil(),
            null,
            before.createdAt(),
            now);
    transaction.executeWithoutResult(
        _ -> {
          store.change(after, now);
          decisions.add(caller, "webhook.changed", object(id));
          webhooks.nudgeAfterCommit();
        });
    return require(caller, id);
  }

  WithSecret rotate(Caller caller, String id, Duration overlap) {
    Webhook webhook = require(caller, id);
    String secret = secrets.make();
    Instant now = clock.instant();
    transaction.executeWithoutResult(
        _ -> {
          store.rotate(webhook, secrets.sealed(secret, id), now.plus(overlap), now);
          decisions.add(caller, "webhook.secret-rotated", object(id));
        });
    return new WithSecret(require(caller, id), secret);
  }

  void delete(Caller caller, String id) {
    require(caller, id);
    transaction.executeWithoutResult(
        _ -> {
          store.delete(caller.organizationId(), id);
          decisions.add(caller, "webhook.deleted", object(id));
        });
  }

  Delivery test(Caller caller, String id) {
    Webhook webhook = require(caller, id);
    requireOn(webhook);
    String delivery =
        transaction.execute(
            _ ->
                webhooks.add(
                    webhook,
                    new WebhookEvent(
                        caller.organizationId(),
                        UuidV7.next(),
                        "webhook.test",
                        clock.instant(),
                        Map.of("webhookId", id, "words", "If you can verify this, all is well."))));
    return require(webhook, String.valueOf(delivery));
  }

  Delivery replay(Caller caller, String id, String deliveryId) {
    Webhook webhook = require(caller, id);
    Delivery delivery = require(webhook, deliveryId);
    requireOn(webhook);
    boolean begun =
        Boolean.TRUE.equals(
            transaction.execute(
                _ -> {
                  webhooks.nudgeAfterCommit();
                  return deliveries.again(delivery, clock.instant());
                }));
    if (!begun) {
      throw new ApiException(ErrorCode.CONFLICT, "The delivery is still on its way.");
    }
    return require(webhook, deliveryId);
  }

  List<Webhook> all(Caller caller) {
    return store.all(caller.organizationId());
  }

  Webhook require(Caller caller, String id) {
    return store
        .find(caller.organizationId(), id)
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such webhook."));
  }

  Delivery require(Webhook webhook, String deliveryId) {
    return deliveries
        .find(webhook, deliveryId)
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such delivery."));
  }

  private static void requireOn(Webhook webhook) {
    if (!webhook.enabled()) {
      throw new ApiException(ErrorCode.CONFLICT, "The webhook is switched off.");
    }
  }

  private static String object(String id) {
    return "webhook:" + id;
  }

  /** Signed or not, events are not sent in clear, except within a developer's machine. */
  private String check(String url) {
    try {
      URI uri = fetcher.check(url);
      boolean local = fetching.allowedHosts().contains(uri.getHost() + ":" + uri.getPort());
      if (!"https".equals(uri.getScheme()) && !local) {
        throw new ApiException(ErrorCode.SCHEME_NOT_ALLOWED, "Webhooks go to https only.")
            .field("url");
      }
      return uri.toString();
    } catch (FetchException e) {
      ErrorCode code =
          switch (e.refusal()) {
            case SCHEME_NOT_ALLOWED -> ErrorCode.SCHEME_NOT_ALLOWED;
            case PORT_NOT_ALLOWED -> ErrorCode.PORT_NOT_ALLOWED;
            case URL_NOT_ALLOWED -> ErrorCode.URL_NOT_ALLOWED;
            case UNREACHABLE -> ErrorCode.UNREACHABLE;
            default -> ErrorCode.INVALID_URL;
          };
      throw new ApiException(code, e.refusal().detail()).field("url");
    }
  }
}
