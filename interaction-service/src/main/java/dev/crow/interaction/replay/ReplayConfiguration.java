package dev.crow.interaction.replay;

import dev.crow.events.EventPublisher;
import dev.crow.interaction.lifecycle.Leases;
import dev.crow.interaction.processing.SessionArchive;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {

  private static final Duration LOOK = Duration.ofSeconds(2);

  @Bean
  Replaying replaying(
      ReplayStore store, SessionArchive archive, EventPublisher publisher, Leases leases) {
    return new Replaying(store, archive, publisher, leases, Clock.systemUTC());
  }

  @Bean
  SchedulingConfigurer replayWork(Replaying replaying) {
    return tasks -> tasks.addFixedDelayTask(replaying::workAll, LOOK);
  }
}
