package dev.crow.webingest.ledger;

import dev.crow.security.ServiceSecret;
import dev.crow.webingest.session.Ledger;
import dev.crow.webingest.session.LedgerProperties;
import dev.crow.webingest.session.SessionPeers;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "crow.sessions.enabled", matchIfMissing = true)
class LedgerConfiguration {

  @Bean
  HealthIndicator ledgerHealthIndicator(Ledger ledger, LedgerProperties properties) {
    return new LedgerHealth(ledger, properties, Clock.systemUTC());
  }

  @Bean
  WholeLedger wholeLedger(Ledger ledger, SessionPeers instances, Peers peers) {
    return new WholeLedger(ledger, instances, peers);
  }

  @Bean
  Peers ledgerPeers(
      ServiceSecret secret,
      JsonMapper json,
      ObjectProvider<SslBundles> bundles,
      Environment environment) {
    boolean tls = environment.getProperty("crow.security.mtls.enabled", Boolean.class, false);
    return new Peers(
        tls ? new PeerClient(bundles.getObject()) : new PeerClient(),
        tls ? "https" : "http",
        secret,
        json);
  }

  @Bean
  LedgerMeters ledgerMeters(Ledger ledger, LedgerProperties properties) {
    return new LedgerMeters(ledger, properties, Clock.systemUTC());
  }
}
