package dev.crow.interaction.analysis;

import dev.crow.ai.chat.ModelPrice;
import dev.crow.ai.chat.Questioner;
import dev.crow.aibudget.AiBudget;
import dev.crow.aibudget.AiLimits;
import dev.crow.contracts.Topics;
import dev.crow.events.Outbox;
import dev.crow.events.kafka.EventTopics;
import dev.crow.interaction.catalogue.ProductResolver;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.interaction.processing.ModelPlan;
import dev.crow.interaction.processing.ReembeddingInteractions;
import dev.crow.interaction.processing.SessionArchive;
import dev.crow.interaction.workflow.RunStore;
import dev.crow.interaction.workflow.Step;
import dev.crow.interaction.workflow.Worker;
import dev.langchain4j.model.chat.ChatModel;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AnalysisProperties.class)
class AnalysisConfiguration {

  /** What models are asked for, as bills name it. */
  private static final String PURPOSE = "describe";

  private static final Duration PRUNE = Duration.ofHours(1);

  @Bean
  NewTopic usageEventsTopic(EventTopics topics) {
    return topics.queue(Topics.USAGE_EVENTS);
  }

  @Bean
  AiBudget aiBudget(
      JdbcClient jdbc,
      Outbox outbox,
      PlatformTransactionManager transactions,
      AnalysisProperties properties) {
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

  /** Whether there is a model to ask. */
  @Bean
  ModelPlan modelPlan(ObjectProvider<ChatModel> model, AnalysisProperties properties) {
    boolean configured = model.getIfAvailable() != null;
    return triage -> {
      if (!configured) {
        return new Step(Step.Name.ANALYSE, Step.State.SKIPPED, "no model is configured");
      }
      return properties.triage().contains(triage)
          ? new Step(Step.Name.ANALYSE, Step.State.WAITING, null)
          : new Step(Step.Name.ANALYSE, Step.State.SKIPPED, "the rules say all there is");
    };
  }

  /** Asks the model that is configured. Without one, nothing waits for it. */
  @Bean
  Analysts analysts(
      ObjectProvider<ChatModel> model,
      ModelPrice price,
      AiBudget budget,
      AnalysisProperties properties,
      JsonMapper json) {
    ChatModel available = model.getIfAvailable();
    return new Analysts(
        available == null
            ? null
            : new Analyst(
                new Questioner(available, price, budget, "process-interaction", json),
                properties.events()));
  }

  @Bean
  Worker analysisWorker(
      Analysts analysts,
      RunStore runs,
      ProductResolver products,
      Interactions interactions,
      SessionArchive archive,
      ReembeddingInteractions vectors,
      PlatformTransactionManager transactions,
      AnalysisProperties properties) {
    Analysing analysing =
        new Analysing(
            runs,
            analysts,
            products,
            interactions,
            archive,
            vectors,
            new TransactionTemplate(transactions),
            properties,
            Clock.systemUTC());
    return new Worker("interaction-analysis", analysing::workAll, properties.every());
  }

  @Bean
  SchedulingConfigurer runPruning(
      RunStore runs,
      Interactions interactions,
      SessionArchive archive,
      AnalysisProperties properties) {
    RunPruning pruning =
        new RunPruning(runs, interactions, archive, properties.keepRuns(), Clock.systemUTC());
    return tasks -> tasks.addFixedDelayTask(pruning::prune, PRUNE);
  }
}
