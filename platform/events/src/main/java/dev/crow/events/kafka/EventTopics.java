package dev.crow.events.kafka;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.kafka.config.TopicBuilder;

/**
 * Describes topics, so that one is made alike whichever of the services that use it comes first. A
 * service declares what it uses as beans, what it reads as {@link ConsumedTopics} and what it only
 * writes as {@link NewTopic}; {@link TopicCreator} makes them.
 */
public final class EventTopics {

  /** Largest record of any topic, in bytes. */
  public static final int MAX_RECORD_BYTES = 8 * 1024 * 1024;

  /**
   * For {@link TopicConfig#MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG}: takes records dated ahead of the
   * broker's clock, which is what all earlier ones are once that clock was set back.
   */
  public static final String ANY_DATE = Long.toString(Long.MAX_VALUE);

  private static final Duration BROADCASTS_KEPT = Duration.ofDays(1);
  private static final Duration KEPT = Duration.ofDays(7);
  private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(30);

  private final int partitions;

  EventTopics(int partitions) {
    this.partitions = partitions;
  }

  /**
   * @param name of the topic
   * @return records are kept for seven days
   */
  public NewTopic queue(String name) {
    return topic(name, KEPT, Map.of());
  }

  /**
   * @param name of the topic
   * @param settings of {@link TopicConfig}, on top of the usual ones or instead of them
   * @return as {@link #queue(String)}
   */
  public NewTopic queue(String name, Map<String, String> settings) {
    return topic(name, KEPT, settings);
  }

  /**
   * @param name of a topic whose records matter only to those who run now
   * @return they are kept for a day
   */
  public NewTopic broadcast(String name) {
    return topic(name, BROADCASTS_KEPT, Map.of());
  }

  /**
   * @param name of the topic whose failed records it takes
   * @return they are kept for thirty days, for people to look at
   */
  public NewTopic deadLettersOf(String name) {
    return topic(name + DeadLetters.SUFFIX, DEAD_LETTERS_KEPT, Map.of());
  }

  /**
   * @param names of queues that a service reads
   * @return them, each with the topic for what failed
   */
  public ConsumedTopics consumed(String... names) {
    return new ConsumedTopics(
        Arrays.stream(names).flatMap(name -> Stream.of(queue(name), deadLettersOf(name))).toList());
  }

  private NewTopic topic(String name, Duration kept, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept.toMillis()));
    all.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_RECORD_BYTES));
    all.put(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, ANY_DATE);
    all.putAll(settings);
    return TopicBuilder.name(name).partitions(partitions).configs(all).build();
  }
}
