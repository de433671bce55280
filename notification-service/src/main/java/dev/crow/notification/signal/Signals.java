package dev.crow.notification.signal;

import dev.crow.contracts.interaction.v1.InteractionRecorded;
import dev.crow.contracts.pattern.v1.PatternDeleted;
import dev.crow.contracts.pattern.v1.PatternDiscovered;
import dev.crow.events.Event;
import dev.crow.notification.people.Members;
import dev.crow.notification.rule.Metric;
import dev.crow.notification.rule.Rules;
import dev.crow.notification.webhook.WebhookEvent;
import dev.crow.notification.webhook.Webhooks;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Hands on what happened. Each method reads first and returns an effect that only writes. */
@Component
class Signals {

  private final Members members;
  private final Rules rules;
  private final Webhooks webhooks;
  private final TransactionTemplate transaction;

  Signals(Members members, Rules rules, Webhooks webhooks, TransactionTemplate transaction) {
    this.members = members;
    this.rules = rules;
    this.webhooks = webhooks;
    this.transaction = transaction;
  }

  Runnable found(Event<PatternDiscovered> event) {
    PatternDiscovered pattern = event.payload();
    if (members.isClosed(pattern.organizationId())) {
      return () -> {};
    }
    Runnable toRules = rules.meeting(pattern);
    Runnable toPrograms =
        webhooks.telling(
            new WebhookEvent(
                pattern.organizationId(),
                event.id(),
                "pattern.discovered",
                pattern.discoveredAt(),
                Map.of(
                    "patternId", pattern.patternId(),
                    "period", pattern.timePeriod(),
                    "periodStart", pattern.periodStart().toString(),
                    "kind", pattern.kind(),
                    "status", pattern.status(),
                    "title", pattern.title(),
                    "description", pattern.description(),
                    "productIds", pattern.productIds(),
                    "confidence", pattern.confidence())));
    return () -> {
      toRules.run();
      toPrograms.run();
    };
  }

  /** Programs that keep patterns can follow; what people were told of it stays told. */
  Runnable deleted(Event<PatternDeleted> event) {
    PatternDeleted pattern = event.payload();
    if (members.isClosed(pattern.organizationId())) {
      return () -> {};
    }
    return webhooks.telling(
        new WebhookEvent(
            pattern.organizationId(),
            event.id(),
            "pattern.deleted",
            pattern.deletedAt(),
            Map.of(
                "patternId", pattern.patternId(),
                "period", pattern.timePeriod(),
                "periodStart", pattern.periodStart().toString())));
  }

  /**
   * What is kept of an interaction for webhooks are ids: who wants to know more asks for it, and
   * when its visitor is erased, nothing of them is here.
   */
  Runnable recorded(Event<InteractionRecorded> event) {
    InteractionRecorded interaction = event.payload();
    if (members.isClosed(interaction.organizationId())) {
      return () -> {};
    }
    Map<String, Object> data = new HashMap<>();
    data.put("interactionId", interaction.interactionId());
    data.put("version", interaction.version());
    data.put("source", interaction.source());
    data.put("productIds", interaction.productIds());
    data.put("startedAt", interaction.startedAt().toString());
    data.put("endedAt", interaction.endedAt().toString());
    Runnable toPrograms =
        webhooks.telling(
            new WebhookEvent(
                interaction.organizationId(),
                event.id(),
                "interaction.recorded",
                interaction.recordedAt(),
                data));
    return () -> {
      if (interaction.version() == 1) {
        rules.count(interaction.organizationId(), Metric.INTERACTIONS, interaction.recordedAt());
      }
      toPrograms.run();
    };
  }

  /** Telling it again changes nothing, so it needs no memory of what was told. */
  void visited(List<Event<VisitBegan>> events) {
    Map<String, Instant> newest = new HashMap<>();
    for (Event<VisitBegan> event : events) {
      event.requireOrganization(event.payload().organizationId());
      newest.merge(
          event.organizationId(),
          event.payload().openedAt(),
          (one, other) -> one.isAfter(other) ? one : other);
    }
    transaction.executeWithoutResult(_ -> newest.forEach(rules::seen));
  }

  Runnable refused(Event<RequestRefused> event) {
    return () -> rules.refused(event.organizationId(), event.payload().receivedAt());
  }
}
