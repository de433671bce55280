package dev.crow.auth.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

class ApiKeyTests {

  private final ApiKey key = ApiKey.random(KeyKind.SECRET, new SecureRandom());

  @ParameterizedTest
  @EnumSource
  void readsWhatItWrites(KeyKind kind) {
    ApiKey made = ApiKey.random(kind, new SecureRandom());
    assertThat(made.text())
        .matches("crow_(pk|sk)_[0-9A-Za-z]{10}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}")
        .startsWith(kind == KeyKind.WRITE ? "crow_pk_" : "crow_sk_");
    assertThat(ApiKey.parse(made.text())).contains(made);
  }

  @Test
  void refusesEveryKeyThatIsOneBitOff() {
    String text = key.text();
    for (int at = 0; at < text.length(); at++) {
      for (int bit = 0; bit < 7; bit++) {
        char flipped = (char) (text.charAt(at) ^ (1 << bit));
        String wrong = text.substring(0, at) + flipped + text.substring(at + 1);
        assertThat(ApiKey.parse(wrong)).as("bit %d of character %d", bit, at).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "crow_pk_", "crow_sk___", "Bearer x", "\0", "crow_sk_é", "null", "%"})
  void refusesWhatIsNoKey(String text) {
    assertThat(ApiKey.parse(text)).isEmpty();
    assertThat(ApiKey.parse(key.text() + text + " ")).isEmpty();
    assertThat(ApiKey.parse(" " + key.text())).isEmpty();
    assertThat(ApiKey.parse(key.text() + "\n")).isEmpty();
  }

  @Test
  void refusesAMalformedKeyWithoutTheDatabase(@TempDir Path dir) {
    JdbcClient unreachable = JdbcClient.create(new Unreachable());
    KeyStore store = new KeyStore(unreachable, JsonMapper.builder().build());
    KeyHasher hasher = new KeyHasher(new MockEnvironment().withProperty("crow.data-dir", "" + dir));
    try (LastUsed lastUsed = new LastUsed(store, Clock.systemUTC())) {
      ApiKeys keys = new ApiKeys(store, hasher, lastUsed, _ -> {}, Clock.systemUTC());
      String text = key.text();
      String last = text.endsWith("0") ? "1" : "0";
      assertThat(keys.authenticate(text.substring(0, text.length() - 1) + last)).isEmpty();
      assertThat(keys.authenticate("crow_sk_' OR 1=1--")).isEmpty();
      assertThat(keys.authenticate("x".repeat(1_000_000))).isEmpty();
    }
  }

  @Test
  void hashesWithThePepperOfItsFolder(@TempDir Path dir) {
    KeyHasher one = new KeyHasher(new MockEnvironment().withProperty("crow.data-dir", "" + dir));
    KeyHasher same = new KeyHasher(new MockEnvironment().withProperty("crow.data-dir", "" + dir));
    KeyHasher other =
        new KeyHasher(
            new MockEnvironment().withProperty("crow.data-dir", "" + dir.resolve("other")));
    assertThat(same.matches(key, one.hash(key))).isTrue();
    assertThat(other.matches(key, one.hash(key))).isFalse();
    assertThat(one.hash(key)).hasSize(64).doesNotContain(key.secret());
  }

  @Test
  void neverPrintsTheSecret() {
    assertThat(key.toString()).contains(key.id()).doesNotContain(key.secret());
  }

  private static final class Unreachable extends AbstractDataSource {
    @Override
    public Connection getConnection() {
      throw new AssertionError("The database was asked");
    }

    @Override
    public Connection getConnection(String username, String password) {
      throw new AssertionError("The database was asked");
    }
  }
}
