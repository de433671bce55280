package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever copies the data folder has no password, session or key. */
class NoSecretsTests {

  @TempDir Path data;

  @Test
  void noFileHoldsAPasswordASessionTokenOrTheSecretOfAKey() throws IOException {
    List<String> secrets = new ArrayList<>(List.of(Person.PASSWORD));
    try (RunningSuite suite = RunningSuite.ready(data, Map.of("CROW_LOG_LEVEL", "DEBUG"), "up")) {
      Person owner = Person.owner(suite, "secretive.example");
      secrets.add(owner.session());
      String key =
          owner
              .json(
                  owner.expect(
                      201,
                      owner.post(
                          "/api/v1/auth/api-keys",
                          """
                          {"name":"server","kind":"SECRET","permissions":["interactions:read"]}""")))
              .path("key")
              .asString();
      secrets.add(key.substring("crow_sk_".length() + 11));
      assertThat(suite.api().readAs("/api/v1/interactions", key).statusCode()).isEqualTo(200);
      assertThat(suite.api().readAs("/api/v1/interactions", key + "x").statusCode()).isEqualTo(401);
      owner.expect(204, owner.post("/api/v1/auth/sign-out", "{}"));
    }
    for (Path file : files()) {
      String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      assertThat(secrets).as(file.toString()).noneMatch(content::contains);
    }
    assertThat(files()).hasSizeGreaterThan(20);
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
