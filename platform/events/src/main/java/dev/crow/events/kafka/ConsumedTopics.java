package dev.crow.events.kafka;

import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Topics that a service reads, with those for what failed of them. A bean of this type has them
 * made where they are absent.
 *
 * @param topics as {@link EventTopics} describes them
 */
public record ConsumedTopics(List<NewTopic> topics) {

  /** Copies the list. */
  public ConsumedTopics {
    topics = List.copyOf(topics);
  }
}
