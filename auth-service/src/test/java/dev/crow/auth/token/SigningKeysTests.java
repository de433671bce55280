package dev.crow.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

class SigningKeysTests {

  private static final TokenProperties PROPERTIES =
      new TokenProperties(TokenLifetime.of("5m"), Duration.ofDays(30), Duration.ofMinutes(2));

  @TempDir Path dir;

  private final MovingClock clock = new MovingClock();

  private SigningKeys open() {
    return new SigningKeys(
        new MockEnvironment().withProperty("crow.data-dir", dir.toString()),
        PROPERTIES,
        clock,
        JsonMapper.builder().build());
  }

  @Test
  void keepsItsKeyAcrossARestartInAFileForItsOwner() throws IOException {
    String first = open().current().id();
    assertThat(open().current().id()).isEqualTo(first);
    assertOwnerOnly();
  }

  @Test
  void publishesTheNextKeyBeforeItSignsAndTheLastOneUntilItsTokensHaveExpired() throws IOException {
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
    assertOwnerOnly();
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
  void forgetsKeysWhoseTokensHaveAllExpired() throws IOException {
    SigningKeys keys = open();
    String first = keys.current().id();
    for (int i = 0; i < 5; i++) {
      keys.rotate();
      clock.advance(Duration.ofHours(1));
    }
    keys.rotate();
    assertThat(Files.readString(dir.resolve("auth/signing-keys.json"))).doesNotContain(first);
    assertThat(open().published()).hasSize(2);
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
  void goesOnSigningWhenTheNextKeyCannotBeSaved() throws IOException {
    SigningKeys keys = open();
    String first = keys.current().id();
    Path file = dir.resolve("auth/signing-keys.json");
    Files.delete(file);
    Files.delete(dir.resolve("auth"));
    Files.createFile(dir.resolve("auth"));
    clock.advance(Duration.ofDays(31));
    assertThat(keys.current().id()).isEqualTo(first);
    assertThat(keys.published()).hasSize(1);
  }

  @Test
  void namesAFileItCannotReadWithoutRepeatingIt() throws IOException {
    open();
    Files.writeString(dir.resolve("auth/signing-keys.json"), "{\"keys\":[{\"jwk\":\"secret\"}]}");
    assertThatIllegalStateException()
        .isThrownBy(this::open)
        .withMessageContaining("signing-keys.json")
        .withMessageNotContaining("\"secret\"")
        .withNoCause();
  }

  private void assertOwnerOnly() throws IOException {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(dir.resolve("auth/signing-keys.json"))))
        .isEqualTo("rw-------");
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
