package dev.crow.webingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.testkit.events.Records;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import dev.crow.testkit.service.RunningService;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import tools.jackson.databind.JsonNode;

/** What the door keeps, and what it does not, on the real broker and database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorRulesTests {

  private static final String SCHEMA =
      """
      {"type":"object","required":["plan"],"properties":{"plan":{"type":"string"}}}""";
  private static final String MENDED =
      """
      {"type":"object","required":["plan"],"properties":{"plan":{"type":["string","integer"]}}}""";

  @TempDir static Path data;

  private Worker worker;

  @BeforeAll
  void start() {
    worker = new Worker();
  }

  @AfterAll
  void stop() {
    worker.close();
  }

  @Test
  void whatBreaksItsSchemaWaitsUntilTheSchemaIsMendedAndIsThenTakenOnce() {
    Person shop = shop();
    Answer put = worker.call("PUT", shop, "/api/v1/schemas/plan_chosen", SCHEMA);
    assertThat(put.status()).as(put.body()).isEqualTo(200);
    assertThat(put.header("ETag")).isEqualTo("\"1\"");
    JsonNode receipt = worker.send(shop, "s", "visitor", "plan_chosen", "{\"plan\":7}").json();
    assertThat(receipt.path("events").path(0).path("reason").asString())
        .isEqualTo("schema-violation");
    assertThat(receipt.path("events").path(0).path("detail").asString())
        .contains("version 1", "type at /plan");
    assertThat(receipt.path("events").path(1).path("status").asString())
        .as("its neighbour is kept")
        .isEqualTo("stored");

    JsonNode letter = worker.awaitLetters(shop, 1).path("items").path(0);
    assertThat(letter.path("event").asString()).isEqualTo("plan_chosen");
    assertThat(letter.path("content").path("properties").path("plan").asInt()).isEqualTo(7);
    assertThat(letter.path("violations").path(0).path("at").asString()).isEqualTo("/plan");
    String path = "/api/v1/ingestion/dead-letters/" + letter.path("id").asString();
    assertThat(worker.get(shop, path).json()).isEqualTo(letter);
    assertThat(worker.get(shop(), path).status()).as("foreign").isEqualTo(404);
    assertThat(worker.call("POST", shop(), path + "/replay", "").status()).isEqualTo(404);
    assertThat(worker.call("DELETE", shop(), path, "").status()).isEqualTo(404);
    assertThat(worker.call("POST", shop, path + "/replay", "").status())
        .as("the schema is as it was")
        .isEqualTo(409);

    assertThat(
            worker
                .call("PUT", shop, "/api/v1/schemas/plan_chosen", MENDED, "If-Match", "\"7\"")
                .status())
        .isEqualTo(412);
    worker.call("PUT", shop, "/api/v1/schemas/plan_chosen", MENDED);
    assertThat(worker.call("POST", shop, path + "/replay", "").status()).isEqualTo(204);
    worker.awaitLetters(shop, 0);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(worker.get(shop, "/api/v1/ledger").body())
                    .contains("\"received\":3", "\"schema-violation\":1", "\"open\":2"));
    assertThat(worker.call("POST", shop, path + "/replay", "").status()).isEqualTo(404);
  }

  @Test
  void keepsVersionsAndLetsEverythingInAgainWithoutASchema() {
    Person shop = shop();
    worker.call("PUT", shop, "/api/v1/schemas/e", SCHEMA);
    worker.call("PUT", shop, "/api/v1/schemas/e", SCHEMA);
    worker.call("PUT", shop, "/api/v1/schemas/e", MENDED);
    JsonNode versions = worker.get(shop, "/api/v1/schemas/e/versions").json().path("items");
    assertThat(versions.size()).as("the same twice is one").isEqualTo(2);
    assertThat(versions.path(0).path("version").asInt()).isEqualTo(2);
    assertThat(versions.path(0).path("current").asBoolean()).isTrue();
    assertThat(versions.path(1).path("schema").toString()).isEqualTo(SCHEMA.strip());
    assertThat(worker.call("DELETE", shop, "/api/v1/schemas/e", "").status()).isEqualTo(204);
    assertThat(worker.get(shop, "/api/v1/schemas/e").status()).isEqualTo(404);
    assertThat(worker.send(shop, "s", "v", "e", "{}").json().path("stored").asInt()).isEqualTo(2);
    worker.call("PUT", shop, "/api/v1/schemas/e", SCHEMA);
    assertThat(worker.get(shop, "/api/v1/schemas").json().path("items").path(0).path("version"))
        .hasToString("3");
    assertThat(worker.get(shop(), "/api/v1/schemas/e/versions").status()).isEqualTo(404);
  }

  @Test
  void triesASchemaOnSamplesWithoutPuttingIt() {
    Person shop = shop();
    Answer tried =
        worker.call(
            "POST",
            shop,
            "/api/v1/schemas/e/dry-run",
            "{\"schema\":%s,\"samples\":[{\"plan\":\"a\"},{}]}".formatted(SCHEMA));
    assertThat(tried.json().path("results").path(0).path("fits").asBoolean()).isTrue();
    assertThat(tried.json().path("results").path(1).path("violations").toString())
        .contains("required: plan");
    assertThat(worker.get(shop, "/api/v1/schemas").json().path("items").size()).isZero();
    assertThat(
            worker.call("POST", shop, "/api/v1/schemas/e/dry-run", "{\"samples\":[{}]}").status())
        .as("there is none in force")
        .isEqualTo(404);
    assertThat(worker.call("PUT", shop, "/api/v1/schemas/e", "{\"type\":3}").status())
        .isEqualTo(422);
  }

  @Test
  void dropsLettersWhenAskedAndThoseOfWhoeverIsErased() {
    Person shop = shop();
    worker.call("PUT", shop, "/api/v1/schemas/e", SCHEMA);
    worker.call("PUT", shop, "/api/v1/schemas/f", SCHEMA);
    worker.send(shop, "s1", "erased", "e", "{}");
    worker.send(shop, "s2", "other", "e", "{}");
    worker.send(shop, "s3", "other", "f", "{}");
    JsonNode all = worker.awaitLetters(shop, 3);
    worker.erase(shop, "erased");
    assertThat(worker.awaitLetters(shop, 2).toString()).doesNotContain("\"erased\"");
    assertThat(all.toString()).contains("\"erased\"");
    assertThat(
            worker
                .call("POST", shop, "/api/v1/ingestion/dead-letters/replay?event=e", "")
                .json()
                .path("breaking")
                .asInt())
        .isEqualTo(1);
    assertThat(
            worker
                .call("DELETE", shop, "/api/v1/ingestion/dead-letters?event=e", "")
                .json()
                .path("dropped")
                .asInt())
        .isEqualTo(1);
    assertThat(worker.awaitLetters(shop, 1).path("items").path(0).path("event").asString())
        .isEqualTo("f");
  }

  @Test
  void passesOverBotsUnlessTheOrganizationWantsThem() {
    Person shop = shop();
    String body =
        """
        {"sessionId":"s","context":{"userAgent":"Mozilla/5.0 (compatible; Googlebot/2.1)"},
         "events":[{"eventId":"%s","type":"click"}]}"""
            .formatted(UUID.randomUUID());
    JsonNode receipt = worker.call("POST", shop, "/api/v1/ingest/batch", body).json();
    assertThat(receipt.path("events").path(0).path("status").asString()).isEqualTo("skipped");
    assertThat(receipt.path("events").path(0).path("reason").asString()).isEqualTo("bot");
    String plain = "{\"sessionId\":\"s\",\"events\":[{\"eventId\":\"%s\",\"type\":\"click\"}]}";
    assertThat(
            worker
                .call(
                    "POST",
                    shop,
                    "/api/v1/ingest/batch",
                    plain.formatted(UUID.randomUUID()),
                    "User-Agent",
                    "HeadlessChrome/1",
                    "Origin",
                    "https://shop.example")
                .body())
        .contains("\"stored\":0", "\"bot\"");
    assertThat(
            worker
                .call(
                    "POST",
                    shop,
                    "/api/v1/ingest/batch",
                    plain.formatted(UUID.randomUUID()),
                    "User-Agent",
                    "curl/8.5.0")
                .body())
        .as("a server that speaks for people")
        .contains("\"stored\":1");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(worker.get(shop, "/api/v1/ledger").body())
                    .contains("\"received\":3", "\"bot\":2"));
    worker.call("PUT", shop, "/api/v1/ingestion/settings", "{\"filterBots\":false}");
    assertThat(worker.call("POST", shop, "/api/v1/ingest/batch", body).body())
        .contains("\"stored\":1");
    assertThat(worker.get(shop, "/api/v1/ingestion/settings").json().path("filterBots").asBoolean())
        .isFalse();
    assertThat(worker.get(shop(), "/api/v1/ingestion/settings").body()).contains("true");
  }

  @Test
  void keepsNobodysWholeAddress() {
    Person shop = shop();
    worker.call(
        "POST",
        shop,
        "/api/v1/ingest/batch",
        """
        {"sessionId":"addressed","events":[
          {"eventId":"%s","type":"click","properties":{"ip":"203.0.113.77"}}]}"""
            .formatted(UUID.randomUUID()),
        "X-Crow-Client-Address",
        "198.51.100.88");
    assertThat(worker.accepted(shop, "addressed"))
        .singleElement()
        .asString()
        .contains("203.0.113.0")
        .doesNotContain("203.0.113.77", "198.51.100");
  }

  private static Person shop() {
    return new Person(
        UUID.randomUUID().toString(),
        "key",
        Set.of(
            Permissions.EVENTS_WRITE,
            Permissions.INTERACTIONS_READ,
            Permissions.INTEGRATIONS_MANAGE));
  }

  private static final class Worker extends RunningService {

    Worker() {
      super(
          WebIngestWorkerApplication.class,
          Services.WEB_INGEST,
          data,
          "--crow.sessions.tick=200ms");
    }

    /** One event with these properties, and one that is nothing special. */
    Answer send(Person shop, String session, String visitor, String type, String properties) {
      return call(
          "POST",
          shop,
          "/api/v1/ingest/batch",
          """
          {"sessionId":"%s","anonymousId":"%s","events":[
            {"eventId":"%s","type":"%s","properties":%s},{"eventId":"%s","type":"click"}]}"""
              .formatted(
                  session,
                  visitor,
                  UUID.randomUUID(),
                  type,
                  properties,
                  UUID.randomUUID().toString()));
    }

    JsonNode awaitLetters(Person shop, int count) {
      return Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> get(shop, "/api/v1/ingestion/dead-letters").json(),
              page -> page.path("total").asInt(-1) == count);
    }

    List<String> accepted(Person shop, String session) {
      return Records.of(
          bean(KafkaConnectionDetails.class),
          Topics.WEB_EVENTS,
          shop.organization() + "|" + session);
    }

    void erase(Person shop, String visitor) {
      String run = UUID.randomUUID().toString();
      publish(
          Topics.IDENTITY_EVENTS,
          run,
          shop.organization(),
          new ErasureOrdered(shop.organization(), run, Scope.VISITOR, visitor, Instant.now()));
    }
  }
}
