package dev.crow.notification.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Carries deliveries to their webhooks. A receiver that is slow gets few at a time, so it holds up
 * nobody else.
 */
@Component
class DeliveryRelay implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(DeliveryRelay.class);
  private static final int BATCH = 50;
  private static final Duration IDLE = Duration.ofSeconds(1);
  // Longer than an attempt may take.
  private static final Duration CLAIMED = Duration.ofMinutes(2);

  private final Semaphore nudges = new Semaphore(0);
  private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
  private final Semaphore free;
  private final WebhookStore webhooks;
  private final DeliveryStore deliveries;
  private final Attempting attempting;
  private final Settling settling;
  private final WebhookProperties properties;
  private final Clock clock;
  private volatile @Nullable Thread thread;

  DeliveryRelay(
      WebhookStore webhooks,
      DeliveryStore deliveries,
      Attempting attempting,
      Settling settling,
      WebhookProperties properties,
      Clock clock) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.attempting = attempting;
    this.settling = settling;
    this.properties = properties;
    this.clock = clock;
    this.free = new Semaphore(properties.atOnce());
  }

  void nudge() {
    nudges.release();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        if (!relayBatch() && nudges.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
          nudges.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Returns whether anything was begun. */
  private boolean relayBatch() throws InterruptedException {
    try {
      List<String> busy =
          underWay.entrySet().stream()
              .filter(entry -> entry.getValue() >= properties.atOnceEach())
              .map(Map.Entry::getKey)
              .toList();
      boolean begun = false;
      for (Delivery due : deliveries.due(clock.instant(), busy, BATCH)) {
        begun |= begin(due);
      }
      return begun;
    } catch (DataAccessException | TransactionException e) {
      log.warn("The webhooks wait: {}", e.getMessage());
      return false;
    }
  }

  private boolean begin(Delivery due) throws InterruptedException {
    if (underWay.getOrDefault(due.webhookId(), 0) >= properties.atOnceEach()) {
      return false;
    }
    free.acquire();
    boolean started = false;
    try {
      if (deliveries.claim(due, clock.instant(), CLAIMED)) {
        underWay.merge(due.webhookId(), 1, Integer::sum);
        Thread.ofVirtual().name("webhook-", 0).start(() -> carry(due));
        started = true;
      }
    } finally {
      if (!started) {
        free.release();
      }
    }
    return started;
  }

  private void carry(Delivery delivery) {
    try {
      Optional<Webhook> webhook = webhooks.find(delivery.organizationId(), delivery.webhookId());
      if (webhook.isPresent() && webhook.get().enabled()) {
        settling.settle(webhook.get(), delivery, attempting.attempt(webhook.get(), delivery));
      }
    } catch (DataAccessException | TransactionException e) {
      log.warn("The outcome of delivery {} is lost, so it is repeated", delivery.id());
    } catch (RuntimeException e) {
      // Nothing a receiver does may end the relay; the delivery is due again later.
      log.error("Delivery {} failed in an unexpected way", delivery.id(), e);
    } finally {
      underWay.computeIfPresent(delivery.webhookId(), (_, n) -> n > 1 ? n - 1 : null);
      free.release();
      nudge();
    }
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("webhook-relay").start(this::run);
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
      try {
        running.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
