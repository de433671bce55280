package dev.crow.pattern.retelling;

import dev.crow.ai.chat.ModelPrice;
import dev.crow.ai.chat.Questioner;
import dev.crow.aibudget.AiBudget;
import dev.crow.aibudget.AiLimits;
import dev.crow.boot.BackgroundWork;
import dev.crow.contracts.Topics;
import dev.crow.events.Outbox;
import dev.crow.events.kafka.EventTopics;
import dev.crow.pattern.results.WordingPlan;
import dev.crow.pattern.results.WordingStore;
import dev.langchain4j.model.chat.ChatModel;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class RetellingConfiguration {

  /** What models are asked for, as bills name it. */
  private static final String PURPOSE = "word-patterns";

  @Bean
  NewTopic usageEventsTopic(EventTopics topics) {
    return topics.queue(Topics.USAGE_EVENTS);
  }

  @Bean
  AiBudget aiBudget(
      JdbcClient jdbc,
      Outbox outbox,
      PlatformTransactionManager transactions,
      WordingProperties properties) {
    return new AiBudget(
        jdbc,
        outbox,
        new TransactionTemplate(transactions),
        PURPOSE,
        properties.budget(),
        Clock.systemUTC());
  }

  @Bean
  AiLimits aiLimits(AiBudget budget, Outbox outbox, PlatformTransactionManager transactions) {
    return new AiLimits(budget, outbox, new TransactionTemplate(transactions), Clock.systemUTC());
  }

  @Bean
  WordingPlan wordingPlan(
      WordingStore wordings, ObjectProvider<ChatModel> model, WordingProperties properties) {
    return new WordingPlan(
        wordings, model.getIfAvailable() != null, properties.most(), properties.settle());
  }

  /** Without a model there is nothing to do until the next start. */
  @Bean
  @ConditionalOnProperty(name = "crow.patterns.enabled", matchIfMissing = true)
  BackgroundWork patternWording(
      WordingStore wordings,
      ObjectProvider<ChatModel> model,
      ModelPrice price,
      AiBudget budget,
      PlatformTransactionManager transactions,
      WordingProperties properties,
      MeterRegistry meters,
      JsonMapper json) {
    ChatModel available = model.getIfAvailable();
    if (available == null) {
      return BackgroundWork.interruptible("pattern-wording", () -> null);
    }
    Retelling retelling =
        new Retelling(
            wordings,
            new Narrator(new Questioner(available, price, budget, "generate-insights", json)),
            new TransactionTemplate(transactions),
            properties,
            meters,
            Clock.systemUTC());
    return BackgroundWork.interruptible("pattern-wording", retelling::work);
  }
}
