package dev.crow.interaction.ledger;

import dev.crow.events.Inbox;
import dev.crow.events.Outbox;
import dev.crow.interaction.erasure.ErasureList;
import dev.crow.security.ServiceSecret;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

  @Bean
  InteractionStore interactionStore(JdbcClient jdbc, JsonMapper json) {
    return new JdbcInteractionStore(jdbc, json);
  }

  @Bean
  Interactions interactions(
      InteractionStore store,
      Inbox inbox,
      Outbox outbox,
      PlatformTransactionManager transactions,
      ErasureList erased) {
    return new Interactions(store, inbox, outbox, new TransactionTemplate(transactions), erased);
  }

  @Bean
  Cursors interactionCursors(ServiceSecret secret) {
    return new Cursors(secret.value());
  }
}
