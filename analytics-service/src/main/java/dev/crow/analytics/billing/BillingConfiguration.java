package dev.crow.analytics.billing;

import dev.crow.analytics.usage.Journal;
import dev.crow.contracts.Topics;
import dev.crow.events.Inbox;
import dev.crow.events.Outbox;
import dev.crow.events.kafka.EventTopics;
import dev.crow.objectstore.ObjectStore;
import java.time.Clock;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class BillingConfiguration {

  @Bean
  NewTopic notificationQueueTopic(EventTopics topics) {
    return topics.queue(Topics.NOTIFICATION_QUEUE);
  }

  @Bean
  NewTopic auditEventsTopic(EventTopics topics) {
    return topics.queue(Topics.AUDIT_EVENTS);
  }

  @Bean
  Customers customers(JdbcClient jdbc, JsonMapper json, Clock clock) {
    return new Customers(jdbc, json, clock);
  }

  @Bean
  Subscriptions subscriptions(
      Customers customers,
      BillingProperties properties,
      Outbox outbox,
      PlatformTransactionManager transactions,
      Clock clock) {
    return new Subscriptions(
        customers, properties, outbox, new TransactionTemplate(transactions), clock);
  }

  @Bean
  Costs costs(Journal journal, Customers customers, BillingProperties properties) {
    return new Costs(journal, customers, new Pricing(properties));
  }

  @Bean
  Invoices invoices(JdbcClient jdbc, JsonMapper json, BillingProperties properties, Clock clock) {
    return new Invoices(jdbc, json, properties.invoicesKept(), clock);
  }

  @Bean
  InvoiceFiles invoiceFiles(ObjectStore objects) {
    return new InvoiceFiles(objects, new InvoicePdf());
  }

  @Bean
  Invoicing invoicing(
      Customers customers,
      Costs costs,
      Invoices invoices,
      InvoiceFiles files,
      BillingProperties properties,
      Inbox inbox,
      Outbox outbox,
      PlatformTransactionManager transactions,
      Clock clock) {
    return new Invoicing(
        customers,
        costs,
        invoices,
        files,
        properties,
        inbox,
        outbox,
        new TransactionTemplate(transactions),
        clock);
  }

  @Bean
  Budgets budgets(JdbcClient jdbc, JsonMapper json) {
    return new Budgets(jdbc, json);
  }

  @Bean
  WatchingBudgets watchingBudgets(
      Budgets budgets,
      Costs costs,
      BillingProperties properties,
      Outbox outbox,
      PlatformTransactionManager transactions,
      Clock clock) {
    return new WatchingBudgets(
        budgets,
        costs,
        properties.currency().getCurrencyCode(),
        outbox,
        new TransactionTemplate(transactions),
        clock);
  }

  @Bean
  @ConditionalOnProperty(name = "crow.billing.enabled", matchIfMissing = true)
  SchedulingConfigurer billingWork(
      Invoicing invoicing, WatchingBudgets watching, BillingProperties properties) {
    return tasks -> {
      tasks.addFixedDelayTask(
          new FixedDelayTask(invoicing::work, properties.every(), properties.every()));
      tasks.addFixedDelayTask(
          new FixedDelayTask(watching::work, properties.every(), properties.every()));
    };
  }
}
