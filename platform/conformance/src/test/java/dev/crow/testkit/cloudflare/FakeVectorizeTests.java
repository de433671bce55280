package dev.crow.testkit.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** The emulator, seen by those who did not write it. */
class FakeVectorizeTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path CLIENT = Path.of("src/test/cloudflare-client");
  private static final Path INSTALLED = Path.of("target/cloudflare-client");

  private final FakeVectorize vectorize = FakeVectorize.start();

  @AfterEach
  void stop() {
    vectorize.close();
  }

  @Test
  void servesCloudflaresOwnClient() throws IOException {
    assumeThat(NpmPackages.install(CLIENT, INSTALLED)).as("Node and npm").isTrue();
    JsonNode seen = drive();
    assertThat(seen.at("/created/config/dimensions").asInt()).isEqualTo(3);
    assertThat(seen.at("/duplicate/type").asString()).isEqualTo("ConflictError");
    assertThat(seen.at("/duplicate/codes/0").asInt()).isEqualTo(3002);
    assertThat(seen.at("/listed/0").asString()).isEqualTo("products");
    assertThat(seen.at("/metadataIndexes/metadataIndexes/0/propertyName").asString())
        .isEqualTo("price");
    assertThat(seen.at("/info/vectorCount").asInt()).isEqualTo(3);
    assertThat(seen.at("/found").size()).isEqualTo(2);
    assertThat(seen.at("/found/0/values/0").asInt()).as("insert keeps the first").isOne();
    assertThat(seen.at("/found/1/values/2").asDouble()).isEqualTo((double) 58.8f);
    assertThat(seen.at("/queried/count").asInt()).isEqualTo(2);
    assertThat(seen.at("/queried/matches/0/id").asString()).isEqualTo("a");
    assertThat(seen.at("/queried/matches/0/score").asDouble()).isEqualTo(1);
    assertThat(seen.at("/queried/matches/0/metadata/name").asString()).isEqualTo("hat");
    assertThat(seen.at("/filtered/matches").size()).isOne();
    assertThat(seen.at("/filtered/matches/0/metadata/price").asInt()).isEqualTo(20);
    assertThat(seen.at("/left").toString()).isEqualTo("[\"a\",\"c\"]");
    assertThat(seen.at("/tooMany/codes/0").asInt()).isEqualTo(40025);
    assertThat(seen.at("/tooShort/type").asString()).isEqualTo("BadRequestError");
    assertThat(seen.at("/gone/type").asString()).isEqualTo("NotFoundError");
    assertThat(seen.at("/gone/codes/0").asInt()).isEqualTo(3000);
  }

  private JsonNode drive() throws IOException {
    Files.copy(
        CLIENT.resolve("vectorize.mjs"),
        INSTALLED.resolve("vectorize.mjs"),
        StandardCopyOption.REPLACE_EXISTING);
    Path errors = INSTALLED.resolve("client.log");
    Process node =
        new ProcessBuilder(
                "node",
                INSTALLED.resolve("vectorize.mjs").toString(),
                vectorize.endpoint().toString(),
                FakeVectorize.TOKEN,
                FakeVectorize.ACCOUNT)
            .redirectError(errors.toFile())
            .start();
    byte[] out = node.getInputStream().readAllBytes();
    assertThat(NpmPackages.waitFor(node, 60)).as(() -> read(errors)).isZero();
    return JSON.readTree(out);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void takesTheFormThatWranglerSends() throws Exception {
    post(
        "",
        "application/json",
        "{\"name\":\"w\",\"config\":{\"dimensions\":1,\"metric\":\"cosine\"}}");
    String form =
        """
        --x\r
        Content-Disposition: form-data; name="vectors"; filename="vectors.ndjson"\r
        Content-Type: application/x-ndjson\r
        \r
        {"id":"a","values":[1]}
        \r
        --x--\r
        """;
    assertThat(post("/w/upsert", "multipart/form-data; boundary=x", form).at("/result/mutationId"))
        .isInstanceOf(StringNode.class);
    JsonNode refused = post("/w/upsert", "text/plain", "{\"id\":\"a\",\"values\":[1]}");
    assertThat(refused.at("/errors/0/code").asInt()).isEqualTo(40026);
    assertThat(post("/w/query", "text/plain", "{}").at("/errors/0/code").asInt()).isEqualTo(40026);
    JsonNode old = post("/w/query", "application/json", "{\"vector\":[1],\"returnMetadata\":true}");
    assertThat(old.at("/errors/0/message").asString()).contains("returnMetadata");
  }

  private JsonNode post(String path, String type, String body) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      vectorize.endpoint()
                          + "/accounts/"
                          + FakeVectorize.ACCOUNT
                          + "/vectorize/v2/indexes"
                          + path))
              .header("Authorization", "Bearer " + FakeVectorize.TOKEN)
              .header("Content-Type", type)
              .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
              .build();
      return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }
  }
}
