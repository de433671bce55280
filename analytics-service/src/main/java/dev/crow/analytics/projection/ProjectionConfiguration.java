package dev.crow.analytics.projection;

import dev.crow.contracts.interaction.v1.InteractionRecorded;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.security.SecretFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {

  /** The key belongs in the backup: without it nobody erased is recognized any more. */
  @Bean
  Visitors visitors(Environment environment) {
    Path folder = Path.of(environment.getProperty("crow.data-dir", "data"), "analytics");
    return new Visitors(SecretFile.readOrCreate(folder, "erasure-key", SecretFile::random));
  }

  @Bean
  Visits visits(JdbcClient jdbc, JsonMapper json) {
    return new Visits(jdbc, json, Clock.systemUTC());
  }

  @Bean
  Projection projection(
      Visits visits,
      Visitors visitors,
      JdbcClient jdbc,
      JsonMapper json,
      Inbox inbox,
      PlatformTransactionManager transactions) {
    return new Projection(
        visits, new Counts(jdbc, json), visitors, inbox, new TransactionTemplate(transactions));
  }

  @Bean
  EventHandler<SessionClosed> recordingSessions(Projection projection, Visitors visitors) {
    SessionReader reader = new SessionReader(visitors);
    return new RecordingVisits<>(
        "sessions",
        SessionClosed::organizationId,
        session -> Optional.of(reader.read(session)),
        projection);
  }

  @Bean
  EventHandler<InteractionRecorded> recordingResults(Projection projection, Visitors visitors) {
    SessionReader reader = new SessionReader(visitors);
    return new RecordingVisits<>(
        "results", InteractionRecorded::organizationId, reader::read, projection);
  }
}
