package dev.crow.analytics;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.export.v1.ExportPart;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.interaction.v1.InteractionRecorded;
import dev.crow.contracts.organization.v1.RetentionSet;
import dev.crow.contracts.pattern.v1.PatternDiscovered;
import dev.crow.contracts.usage.v1.UsageRecorded;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.events.Event;
import dev.crow.events.EventPublisher;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Person;
import dev.crow.testkit.service.RunningService;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The whole service, as other services and people meet it. */
public final class RunningAnalytics extends RunningService {

  private static final int BATCH = 10;

  /**
   * @param data its data folder
   */
  public RunningAnalytics(Path data) {
    super(
        AnalyticsServiceApplication.class,
        Services.ANALYTICS,
        data,
        "--crow.billing.every=200ms",
        "--crow.billing.settle=0s",
        "--crow.billing.tax-percent=19",
        "--crow.analytics.storage-every=200ms",
        "--crow.analytics.retention.every=300ms",
        "--crow.exports.every=100ms",
        "--crow.exports.patience=2s",
        "--crow.exports.lease=2s");
  }

  /**
   * @return somebody who may see everything of a new organization
   */
  public static Person somebody() {
    return new Person(
        UuidV7.next(),
        UuidV7.next(),
        Set.of(
            Permissions.ORGANIZATION_READ,
            Permissions.BILLING_MANAGE,
            Permissions.INTERACTIONS_READ,
            Permissions.PATTERNS_READ,
            Permissions.PRODUCTS_MANAGE,
            Permissions.EVENTS_WRITE));
  }

  /** In batches so small that a busy machine acknowledges each in time. */
  public void close(SessionClosed... sessions) {
    List<Event<SessionClosed>> events =
        Stream.of(sessions)
            .map(
                session ->
                    new Event<>(
                        String.join(
                            ":",
                            session.organizationId(),
                            session.sessionId(),
                            Integer.toString(session.version())),
                        session.organizationId(),
                        session.organizationId() + "|" + session.sessionId(),
                        session))
            .toList();
    for (int from = 0; from < events.size(); from += BATCH) {
      bean(EventPublisher.class)
          .publish(
              Topics.INTERACTION_QUEUE,
              events.subList(from, Math.min(events.size(), from + BATCH)));
    }
  }

  public void record(InteractionRecorded recorded) {
    publish(
        Topics.ANALYTICS_QUEUE,
        recorded.organizationId() + recorded.interactionId() + ":" + recorded.version(),
        recorded.organizationId(),
        recorded);
  }

  public void discover(PatternDiscovered pattern) {
    publish(Topics.PATTERN_EVENTS, pattern.patternId(), pattern.organizationId(), pattern);
  }

  public void use(String eventId, UsageRecorded usage) {
    publish(Topics.USAGE_EVENTS, eventId, usage.organizationId(), usage);
  }

  public void identity(String id, IdentityEvent event) {
    publish(Topics.IDENTITY_EVENTS, id, event.organizationId(), event);
  }

  /**
   * Says what becomes of a part, as the service that keeps its rows would.
   *
   * @param id of the event
   */
  public void answer(String id, ExportPart part) {
    publish(Topics.EXPORT_PARTS, id, part.organizationId(), part);
  }

  public void retain(RetentionSet rules) {
    publish(Topics.ORGANIZATION_SETTINGS, UuidV7.next(), rules.organizationId(), rules);
  }
}
