package dev.crow.events.jdbc;

import dev.crow.boot.BackgroundWork;
import dev.crow.events.EventPublisher;
import dev.crow.events.Inbox;
import dev.crow.events.kafka.KafkaEventsAutoConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Inbox and outbox for a service that has both events and a database. */
@AutoConfiguration(
    after = KafkaEventsAutoConfiguration.class,
    afterName = "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration")
@ConditionalOnClass(JdbcClient.class)
@ConditionalOnProperty("crow.events.enabled")
@ConditionalOnBean(JdbcClient.class)
public final class JdbcEventsAutoConfiguration {

  @Bean
  Nudge outboxNudge() {
    return new Nudge();
  }

  @Bean
  Inbox inbox(JdbcClient jdbc) {
    return new JdbcInbox(jdbc, Clock.systemUTC());
  }

  @Bean
  JdbcOutbox outbox(JdbcClient jdbc, JsonMapper json, Nudge nudge) {
    return new JdbcOutbox(jdbc, json, Clock.systemUTC(), nudge);
  }

  @Bean
  BackgroundWork outboxRelay(JdbcOutbox outbox, EventPublisher publisher, Nudge nudge) {
    return BackgroundWork.interruptible(
        "outbox-relay", new OutboxRelay(outbox, publisher, nudge)::step);
  }
}
