package dev.crow.webingest.intake;

import dev.crow.events.EventPublisher;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

  @Bean
  RequestReader requestReader(IntakeProperties limits) {
    return new RequestReader(limits, Clock.systemUTC());
  }

  @Bean
  Intake intake(EventPublisher publisher, IntakeProperties limits) {
    return new Intake(publisher, new RecentEvents(limits.recentIds()));
  }
}
