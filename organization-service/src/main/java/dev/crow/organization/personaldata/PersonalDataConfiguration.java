package dev.crow.organization.personaldata;

import dev.crow.contracts.Topics;
import dev.crow.events.kafka.EventTopics;
import dev.crow.security.ServiceSecret;
import dev.crow.web.SignedCursors;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class PersonalDataConfiguration {

  @Bean
  SignedCursors erasureCursors(ServiceSecret secret) {
    return new SignedCursors(secret.value(), "erasures");
  }

  @Bean
  NewTopic notificationQueueTopic(EventTopics topics) {
    return topics.queue(Topics.NOTIFICATION_QUEUE);
  }

  @Bean
  SchedulingConfigurer runKeeping(RunKeeper keeper, PersonalDataProperties properties) {
    return tasks -> tasks.addFixedDelayTask(keeper::check, properties.check());
  }
}
