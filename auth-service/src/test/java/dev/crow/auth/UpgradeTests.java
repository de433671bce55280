package dev.crow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisabledIfSystemProperty(
    named = "crow.test.storage",
    matches = "d1",
    disabledReason = "It looks into the SQLite file")
class UpgradeTests {

  @TempDir Path dir;

  @Test
  void keepsTheKeysOfADatabaseMadeBeforeKeysWereManaged() throws Exception {
    String url = "jdbc:sqlite:" + Files.createDirectories(dir.resolve("auth")).resolve("auth.db");
    Flyway.configure()
        .dataSource(url, null, null)
        .locations("classpath:db/migration/auth-service")
        .target("001")
        .load()
        .migrate();
    try (var connection = java.sql.DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO organizations VALUES ('o1', 'Shop', '2026-01-01T00:00:00.000Z')");
      statement.execute(
          """
          INSERT INTO api_keys (id, org_id, kind, key_hash, name, permissions, allowed_origins,
            created_at)
          VALUES ('k1', 'o1', 'SECRET_KEY', 'h', 'First', '["events:write"]', '[]',
            '2026-01-01T00:00:00.000Z')""");
    }
    try (RunningService service = new RunningService(dir)) {
      assertThat(
              service
                  .bean(JdbcClient.class)
                  .sql("SELECT org_id || ' ' || kind || ' ' || key_hash FROM api_keys")
                  .query(String.class)
                  .single())
          .isEqualTo("o1 SECRET h");
      assertThat(service.createOrganization().status()).isEqualTo(201);
    }
  }
}
