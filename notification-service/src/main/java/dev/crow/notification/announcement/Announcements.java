package dev.crow.notification.announcement;

import dev.crow.contracts.Topics;
import dev.crow.contracts.notification.v1.NotificationRequested;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import org.springframework.stereotype.Component;

/**
 * How this service itself asks for notifications: as every other one does, through the queue, so
 * that there is one way in which they are made.
 */
@Component
public class Announcements {

  private final Outbox outbox;

  Announcements(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Inside a transaction.
   *
   * @param id the same for the same occasion, which then is told of once
   * @param request who shall be told what
   */
  public void add(String id, NotificationRequested request) {
    String organization = request.organizationId();
    outbox.add(Topics.NOTIFICATION_QUEUE, new Event<>(id, organization, organization, request));
  }
}
