package dev.crow.webingest.intake;

import dev.crow.contracts.Topics;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.events.EventPublisher;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventTopics;
import dev.crow.webingest.rules.Bots;
import dev.crow.webingest.rules.Rules;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.annotation.JsonSerialize;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

  @Bean
  JsonMapperBuilderCustomizer propertiesWrittenDirectly() {
    return json -> json.addMixIn(WebEvent.class, PropertiesWrittenDirectly.class);
  }

  @Bean
  RequestReader requestReader(IntakeProperties limits) {
    return new RequestReader(limits, Clock.systemUTC());
  }

  @Bean
  ForeignDoor foreignDoor(IntakeProperties limits, Intake intake) {
    return new ForeignDoor(limits, intake, Clock.systemUTC());
  }

  @Bean
  Intake intake(EventPublisher publisher, IntakeProperties limits, Rules rules, Bots bots) {
    return new Intake(publisher, new RecentEvents(limits.recentIds()), rules::of, bots::isBot);
  }

  @Bean
  ConsumedTopics intakeTopics(EventTopics topics) {
    return topics.consumed(Topics.SCHEMA_VIOLATIONS);
  }

  interface PropertiesWrittenDirectly {
    @JsonSerialize(using = PropertiesSerializer.class)
    Map<String, Object> properties();
  }
}
