package dev.crow.interaction.ledger;

import dev.crow.events.Inbox;
import dev.crow.events.Outbox;
import dev.crow.exporting.ExportSource;
import dev.crow.interaction.erasure.ErasureList;
import dev.crow.objectstore.ObjectStore;
import dev.crow.security.ServiceSecret;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

  @Bean
  ArchiveFiles archiveFiles(ObjectStore objects, JsonMapper json) {
    return new ArchiveFiles(objects, json);
  }

  @Bean
  InteractionStore interactionStore(JdbcClient jdbc, JsonMapper json, ArchiveFiles files) {
    return new JdbcInteractionStore(jdbc, json, new ArchiveReader(files));
  }

  @Bean
  DayCounts dayCounts(JdbcClient jdbc) {
    return new DayCounts(jdbc);
  }

  @Bean
  Archive archive(
      InteractionStore store,
      ArchiveFiles files,
      DayCounts days,
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      JsonMapper json) {
    return new Archive(
        store,
        new ArchiveRows(jdbc, json),
        files,
        days,
        new TransactionTemplate(transactions),
        json,
        Clock.systemUTC());
  }

  @Bean
  Interactions interactions(
      InteractionStore store,
      Inbox inbox,
      Outbox outbox,
      PlatformTransactionManager transactions,
      ErasureList erased) {
    return new Interactions(
        store, inbox, outbox, new TransactionTemplate(transactions), erased, Clock.systemUTC());
  }

  @Bean
  ExportSource interactionExport(InteractionStore store) {
    return new InteractionExport(store);
  }

  @Bean
  Cursors interactionCursors(ServiceSecret secret) {
    return new Cursors(secret.value());
  }
}
