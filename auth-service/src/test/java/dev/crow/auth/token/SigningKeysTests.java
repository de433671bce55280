package dev.crow.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.crow.security.Seal;
import io.jsonwebtoken.security.Jwks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.sqlite.SQLiteDataSource;
import tools.jackson.databind.json.JsonMapper;

class SigningKeysTests {

  private static final TokenProperties PROPERTIES =
      new TokenProperties(TokenLifetime.of("5m"), Duration.ofDays(30), Duration.ofMinutes(2));

  @TempDir Path dir;

  private final MovingClock clock = new MovingClock();

  private SigningKeys open() {
    MockEnvironment environment =
        new MockEnvironment().withProperty("crow.data-dir", dir.toString());
    return new SigningKeys(
        new SigningKeyStore(jdbc(), Seal.in(dir.resolve("auth"))),
        environment,
        PROPERTIES,
        clock,
        JsonMapper.builder().build());
  }

  private JdbcClient jdbc() {
    SQLiteDataSource database = new SQLiteDataSource();
    database.setUrl("jdbc:sqlite:" + dir.resolve("auth.db"));
    JdbcClient jdbc = JdbcClient.create(database);
    jdbc.sql(
            "CREATE TABLE IF NOT EXISTS signing_keys"
                + " (id TEXT PRIMARY KEY, version INTEGER, content TEXT)")
        .update();
    return jdbc;
  }

  @Test
  void keepsItsKeyAcrossARestartAndNowhereInClear() throws IOException {
    SigningKeys keys = open();
    assertThat(open().current().id()).isEqualTo(keys.current().id());
    String secret =
        JsonMapper.shared().readTree(Jwks.UNSAFE_JSON(keys.current().jwk())).path("d").asString();
    assertThat(secret).hasSize(43);
    try (var files = Files.walk(dir)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .doesNotContain(secret, "\"kty\"");
      }
    }
  }

  @Test
  void takesOverTheFileOfEarlierVersionsAndRemovesIt() throws IOException {
    Path file = dir.resolve("auth/signing-keys.json");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        {"keys":[{"jwk":"%s","signsFrom":"2025-12-31T00:00:00Z","publishedUntil":null}]}"""
            .formatted(
                Jwks.UNSAFE_JSON(SigningKey.random(clock.instant()).jwk()).replace("\"", "\\\"")));
    String kept = Files.readString(file);
    SigningKeys keys = open();
    assertThat(kept).contains(keys.current().id());
    assertThat(file).doesNotExist();
    assertThat(open().current().id()).isEqualTo(keys.current().id());
  }

  @Test
  void seesWhatAnotherInstanceChanged() {
    SigningKeys one = open();
    SigningKeys other = open();
    String first = one.current().id();
    assertThat(other.current().id()).isEqualTo(first);
    one.rotate();
    assertThat(other.published())
        .as("at once, when verifiers ask")
        .extracting(SigningKey::id)
        .isEqualTo(one.published().stream().map(SigningKey::id).toList());
    clock.advance(Duration.ofMinutes(2));
    assertThat(other.current().id()).isEqualTo(one.current().id()).isNotEqualTo(first);
    one.replaceAll();
    clock.advance(Duration.ofSeconds(1));
    assertThat(other.current().id()).isEqualTo(one.current().id());
    assertThat(other.published()).hasSize(1);
  }

  @Test
  void rotatesOnceHoweverManyInstancesFindItDue() {
    List<SigningKeys> instances = List.of(open(), open(), open());
    instances.forEach(SigningKeys::current);
    clock.advance(Duration.ofDays(30));
    instances.forEach(SigningKeys::current);
    assertThat(instances)
        .allSatisfy(
            keys ->
                assertThat(keys.published())
                    .hasSize(2)
                    .extracting(SigningKey::id)
                    .isEqualTo(
                        instances.getFirst().published().stream().map(SigningKey::id).toList()));
  }

  @Test
  void neverBringsAWithdrawnKeyBack() {
    SigningKeys one = open();
    SigningKeys late = open();
    String leaked = late.current().id();
    one.replaceAll();
    late.rotate();
    assertThat(open().published()).extracting(SigningKey::id).doesNotContain(leaked);
  }

  @Test
  void publishesTheNextKeyBeforeItSignsAndTheLastOneUntilItsTokensHaveExpired() {
    SigningKeys keys = open();
    String first = keys.current().id();
    clock.advance(Duration.ofDays(30).minusSeconds(1));
    assertThat(keys.current().id()).isEqualTo(first);
    assertThat(keys.published()).hasSize(1);

    clock.advance(Duration.ofSeconds(1));
    assertThat(keys.published()).hasSize(2);
    assertThat(keys.current().id()).isEqualTo(first);

    clock.advance(Duration.ofMinutes(2));
    String second = keys.current().id();
    assertThat(second).isNotEqualTo(first);
    assertThat(keys.published()).extracting(SigningKey::id).containsExactly(first, second);

    clock.advance(Duration.ofMinutes(10).plusSeconds(29));
    assertThat(keys.published()).extracting(SigningKey::id).containsExactly(first, second);
    clock.advance(Duration.ofSeconds(1));
    assertThat(keys.published()).extracting(SigningKey::id).containsExactly(second);
    assertThat(open().current().id()).isEqualTo(second);
  }

  @Test
  void keepsTwoKeysHoweverOftenItIsToldToRotate() {
    SigningKeys keys = open();
    keys.rotate();
    keys.rotate();
    keys.rotate();
    assertThat(keys.published()).hasSize(2);
  }

  @Test
  void forgetsKeysWhoseTokensHaveAllExpired() {
    SigningKeys keys = open();
    String first = keys.current().id();
    for (int i = 0; i < 5; i++) {
      keys.rotate();
      clock.advance(Duration.ofHours(1));
    }
    keys.rotate();
    assertThat(open().published()).hasSize(2).extracting(SigningKey::id).doesNotContain(first);
  }

  @Test
  void endsEveryTokenAtOnce() {
    SigningKeys keys = open();
    String first = keys.current().id();
    keys.rotate();
    keys.replaceAll();
    assertThat(keys.published()).singleElement().isEqualTo(keys.current());
    assertThat(keys.current().id()).isNotEqualTo(first);
  }

  @Test
  void goesOnSigningWhenTheNextKeyCannotBeSaved() {
    SigningKeys keys = open();
    String first = keys.current().id();
    jdbc().sql("DROP TABLE signing_keys").update();
    clock.advance(Duration.ofDays(31));
    assertThat(keys.current().id()).isEqualTo(first);
    assertThat(keys.published()).hasSize(1);
  }

  @Test
  void namesWhatItCannotReadWithoutRepeatingIt() {
    open();
    jdbc().sql("UPDATE signing_keys SET content = 'c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0'").update();
    assertThatIllegalStateException()
        .isThrownBy(this::open)
        .withMessageContaining("seal.key")
        .withMessageNotContaining("c2VjcmV0");
  }

  private static final class MovingClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
