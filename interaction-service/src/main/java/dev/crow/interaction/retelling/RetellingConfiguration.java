package dev.crow.interaction.retelling;

import dev.crow.interaction.analysis.Analysts;
import dev.crow.interaction.catalogue.ProductResolver;
import dev.crow.interaction.description.SessionDescriber;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.interaction.lifecycle.Leases;
import dev.crow.interaction.processing.ReembeddingInteractions;
import dev.crow.interaction.processing.SessionArchive;
import dev.crow.interaction.workflow.Worker;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class RetellingConfiguration {

  private static final Duration LOOK = Duration.ofSeconds(2);

  @Bean
  RetellingWork retellingWork(
      RedescriptionStore store,
      SessionArchive archive,
      ProductResolver products,
      SessionDescriber rules,
      Analysts analysts,
      Interactions interactions,
      ReembeddingInteractions vectors,
      Leases leases,
      PlatformTransactionManager transactions) {
    TransactionTemplate transaction = new TransactionTemplate(transactions);
    return new RetellingWork(
        store,
        new Redescribing(
            store,
            archive,
            products,
            rules,
            analysts,
            interactions,
            transaction,
            Clock.systemUTC()),
        new Swapping(store, interactions, vectors, transaction),
        leases);
  }

  @Bean
  Worker retellingWorker(RetellingWork work) {
    return new Worker("interaction-retelling", work::workAll, LOOK);
  }
}
