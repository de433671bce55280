package dev.crow.webingest.ledger;

import dev.crow.webingest.session.Ledger;
import dev.crow.webingest.session.LedgerProperties;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "crow.sessions.enabled", matchIfMissing = true)
class LedgerConfiguration {

  @Bean
  HealthIndicator ledgerHealthIndicator(Ledger ledger, LedgerProperties properties) {
    return new LedgerHealth(ledger, properties, Clock.systemUTC());
  }

  @Bean
  LedgerMeters ledgerMeters(Ledger ledger, LedgerProperties properties) {
    return new LedgerMeters(ledger, properties, Clock.systemUTC());
  }
}
