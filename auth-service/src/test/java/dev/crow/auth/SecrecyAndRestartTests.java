package dev.crow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.auth.RunningService.Answer;
import dev.crow.auth.key.TestKeys;
import dev.crow.contracts.Services;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(OutputCaptureExtension.class)
class SecrecyAndRestartTests {

  @TempDir Path dir;

  @DisabledIfSystemProperty(
      named = "crow.test.storage",
      matches = "d1",
      disabledReason = "It looks into the SQLite file")
  @Test
  void keepsKeysAndTokensValidAcrossARestartAndTheirSecretsNowhere(CapturedOutput output)
      throws IOException {
    Answer made;
    String ownToken;
    String published;
    // The loudest logs there are, since somebody will switch them on one day.
    try (RunningService service =
        new RunningService(dir, "--logging.level.dev.crow=TRACE", "--debug", "--trace")) {
      made = service.createOrganization();
      ownToken = service.exchange(made.text("secretKey"), Services.AUTH).text("token");
      service.exchange(TestKeys.withAnotherSecret(made.text("writeKey")), Services.AUTH);
      published = service.get("/.well-known/jwks.json").body();
    }
    assertThat(output.getAll()).contains("TokenRequest[for");
    assertNowhere(output, TestKeys.secret(made.text("writeKey")));
    assertNowhere(output, TestKeys.secret(made.text("secretKey")));
    assertThat(output.getAll()).doesNotContain(ownToken.substring(ownToken.lastIndexOf('.')));
    try (RunningService service = new RunningService(dir)) {
      assertThat(service.get("/.well-known/jwks.json").body()).isEqualTo(published);
      assertThat(service.exchange(made.text("writeKey"), Services.WEB_INGEST).status())
          .isEqualTo(200);
      assertThat(service.get("/absent", "Authorization", "Bearer " + ownToken).status())
          .isEqualTo(404);
      // Noted behind the answer, yet not lost when the service stopped right after it.
      assertThat(lastUsed(service, made.text("secretKey"))).isNotEmpty();
    }
    assertOwnerOnly("auth/pepper", "auth/seal.key", "auth/auth.db", "security/service.secret");
  }

  private void assertNowhere(CapturedOutput output, String secret) throws IOException {
    assertThat(output.getAll()).doesNotContain(secret);
    try (Stream<Path> files = Files.walk(dir)) {
      List<Path> regular = files.filter(Files::isRegularFile).toList();
      assertThat(regular).hasSizeGreaterThan(3);
      for (Path file : regular) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(secret);
      }
    }
  }

  private void assertOwnerOnly(String... files) throws IOException {
    for (String file : files) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(file))))
          .as(file)
          .isEqualTo("rw-------");
    }
  }

  private static String lastUsed(RunningService service, String key) {
    return service
        .bean(JdbcClient.class)
        .sql("SELECT coalesce(last_used, '') FROM api_keys WHERE id = :id")
        .param("id", TestKeys.id(key))
        .query(String.class)
        .single();
  }
}
