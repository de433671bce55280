package dev.crow.relational;

import org.flywaydb.core.api.FlywayException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says which migrations stopped the start. Asked after the analyzers of the file itself. */
final class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<FlywayException> {

  private final Environment environment;

  MigrationFailureAnalyzer(Environment environment) {
    this.environment = environment;
  }

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, FlywayException cause) {
    return new FailureAnalysis(
        "The migrations in "
            + environment.getProperty("spring.flyway.locations")
            + " cannot be applied: "
            + cause.getMessage(),
        "Check crow.relational.migrations. A migration that has run anywhere must not change: put"
            + " its file back and add the change as a new one.",
        cause);
  }
}
