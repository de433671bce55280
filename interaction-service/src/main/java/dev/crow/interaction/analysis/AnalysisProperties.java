package dev.crow.interaction.analysis;

import dev.crow.interaction.description.Triage;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a model is asked about sessions, where one is configured.
 *
 * @param triage sessions a model is asked about; the rest is told by rules alone
 * @param prompt which wording of the questions
 * @param every how often it is looked for runs that are due
 * @param attempts after how many a run gives up, and the words of the rules stay
 * @param backoff before the second attempt; four times as long before each further one
 * @param parallel runs at a time
 * @param events of a session that are shown at most, from its beginning and its end
 * @param monthlyBudget US dollars an organization may spend in a month; it can allow itself less
 * @param keepRuns how long finished runs are shown
 */
@ConfigurationProperties("crow.interactions.analysis")
public record AnalysisProperties(
    @DefaultValue({"deterministic", "behavioural"}) Set<Triage> triage,
    @DefaultValue("v1") Prompt prompt,
    @DefaultValue("1s") Duration every,
    @DefaultValue("3") int attempts,
    @DefaultValue("30s") Duration backoff,
    @DefaultValue("4") int parallel,
    @DefaultValue("120") int events,
    @DefaultValue("5") int monthlyBudget,
    @DefaultValue("30d") Duration keepRuns) {

  private static final long MICROS = 1_000_000;

  /** Copies the set, and refuses what makes no sense. */
  public AnalysisProperties {
    triage = Set.copyOf(triage);
    if (!every.isPositive()
        || attempts < 1
        || parallel < 1
        || parallel > 64
        || events < 2
        || monthlyBudget < 0) {
      throw new IllegalArgumentException("crow.interactions.analysis is out of range");
    }
  }

  long budget() {
    return monthlyBudget * MICROS;
  }
}
