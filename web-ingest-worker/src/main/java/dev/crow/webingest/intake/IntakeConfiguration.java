package dev.crow.webingest.intake;

import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.events.EventPublisher;
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
  Intake intake(EventPublisher publisher, IntakeProperties limits) {
    return new Intake(publisher, new RecentEvents(limits.recentIds()));
  }

  interface PropertiesWrittenDirectly {
    @JsonSerialize(using = PropertiesSerializer.class)
    Map<String, Object> properties();
  }
}
