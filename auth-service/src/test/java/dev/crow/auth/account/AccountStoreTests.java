package dev.crow.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sqlite.SQLiteDataSource;
import tools.jackson.databind.json.JsonMapper;

class AccountStoreTests {

  @TempDir Path dir;

  private JdbcClient jdbc;
  private AccountStore store;

  @BeforeEach
  void create() {
    SQLiteDataSource database = new SQLiteDataSource();
    database.setUrl("jdbc:sqlite:" + dir.resolve("accounts.db"));
    jdbc = JdbcClient.create(database);
    jdbc.sql("CREATE TABLE accounts (id TEXT, org_id TEXT, password_hash TEXT, status TEXT)")
        .update();
    jdbc.sql("CREATE TABLE passkeys (id TEXT, user_id TEXT)").update();
    jdbc.sql("INSERT INTO accounts VALUES ('ada', 'org', 'chosen', 'ACTIVE')").update();
    store = new AccountStore(jdbc, JsonMapper.builder().build());
  }

  @Test
  void renewsNoHashOfAPasswordThatWasReplacedMeanwhile() {
    assertThat(store.replacePasswordHash("ada", "leaked", "leaked at another cost")).isFalse();
    assertThat(store.passwordHash("ada")).contains("chosen");
    assertThat(store.replacePasswordHash("ada", "chosen", "renewed")).isTrue();
    assertThat(store.passwordHash("ada")).contains("renewed");
  }

  @Test
  void removesThePasswordOnlyOfWhoHasAPasskey() {
    assertThat(store.removePasswordHash("org", "ada")).isFalse();
    jdbc.sql("INSERT INTO passkeys VALUES ('key', 'ada')").update();
    assertThat(store.removePasswordHash("other", "ada")).isFalse();
    assertThat(store.removePasswordHash("org", "ada")).isTrue();
    assertThat(store.passwordHash("ada")).isEmpty();
    assertThat(store.removePasswordHash("org", "ada")).as("nothing to remove").isFalse();
  }
}
