package dev.crow.webingest.session;

import dev.crow.contracts.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Says by when the topics of the web channel have lost what they hold now. */
final class TopicRetention {

  /** A topic that forgets nothing by itself. */
  static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  /** The broker looks for what is over every few minutes, and removes it a minute later. */
  private static final Duration CHECK = Duration.ofMinutes(15);

  private static final List<String> TOPICS =
      List.of(
          Topics.WEB_EVENTS,
          Topics.deadLettersOf(Topics.WEB_EVENTS),
          Topics.SCHEMA_VIOLATIONS,
          Topics.deadLettersOf(Topics.SCHEMA_VIOLATIONS),
          Topics.SESSIONS_OPENED,
          Topics.INTERACTION_QUEUE);

  private final Map<String, Object> adminConfig;

  TopicRetention(Map<String, Object> adminConfig) {
    this.adminConfig = Map.copyOf(adminConfig);
  }

  /**
   * A broker removes whole segments: the last record of one may keep its first, so a record stays
   * for the retention and a segment's span.
   */
  Map<String, Instant> lastDates(Instant now) throws ExecutionException, InterruptedException {
    List<ConfigResource> resources =
        TOPICS.stream().map(t -> new ConfigResource(ConfigResource.Type.TOPIC, t)).toList();
    try (Admin admin = Admin.create(adminConfig)) {
      Map<String, Instant> dates = new HashMap<>();
      admin
          .describeConfigs(resources)
          .all()
          .get()
          .forEach((topic, config) -> dates.put(topic.name(), lastDate(config, now)));
      return dates;
    }
  }

  private static Instant lastDate(Config config, Instant now) {
    long retention = millis(config, TopicConfig.RETENTION_MS_CONFIG);
    long segment = millis(config, TopicConfig.SEGMENT_MS_CONFIG);
    return retention < 0 ? NEVER : now.plusMillis(retention).plusMillis(segment).plus(CHECK);
  }

  private static long millis(Config config, String name) {
    return Long.parseLong(config.get(name).value());
  }
}
