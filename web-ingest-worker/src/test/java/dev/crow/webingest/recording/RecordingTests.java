package dev.crow.webingest.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.replay.v1.ReplayChunk;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.ObjectSummary;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import dev.crow.testkit.service.RunningService;
import dev.crow.webingest.WebIngestWorkerApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The worker and its object store, asked as a page asks them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordingTests {

  private static final String RECORDINGS = "/api/v1/ingest/replay/recordings";
  private static final String UPLOADS = "/api/v1/ingest/replay/uploads";

  private static final byte[] PIECE = {1, 2, 3, 4, 5};
  private static final byte[] LONGER = {1, 2, 3, 4, 5, 6};

  private final HttpClient page = HttpClient.newHttpClient();
  private RunningService worker;

  @BeforeAll
  void start(@TempDir Path data) {
    worker = new Worker(data);
  }

  @AfterAll
  void stop() {
    worker.close();
    page.close();
  }

  private static Person writer() {
    return new Person("org-" + UUID.randomUUID(), "user", Set.of(Permissions.EVENTS_WRITE));
  }

  private Answer open(Person person, String sessionId) {
    return worker.call("POST", person, RECORDINGS, "{\"sessionId\":\"" + sessionId + "\"}");
  }

  private Answer ask(Person person, String recording, int chunk, long bytes) {
    return worker.call(
        "POST",
        person,
        UPLOADS,
        """
        {"recordingId":"%s","chunk":%d,"bytes":%d,"events":3,"startedAt":1000,"endedAt":2000}"""
            .formatted(recording, chunk, bytes));
  }

  private HttpResponse<String> put(JsonNode place, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(place.path("url").asString()))
            .PUT(BodyPublishers.ofByteArray(body));
    place.path("headers").forEachEntry((name, value) -> request.setHeader(name, value.asString()));
    return page.send(request.build(), BodyHandlers.ofString());
  }

  private List<ObjectSummary> stored(Person person, String session) {
    return worker
        .bean(ObjectStore.class)
        .list(ObjectPrefix.of(ReplayChunk.AREA, person.organization(), session), null, 10)
        .objects();
  }

  @Test
  void aPiecePutWhereItWasToldToLiesUnderItsSession() throws Exception {
    Person writer = writer();
    JsonNode grant = open(writer, "s:1").json();
    assertThat(grant.path("maxChunkBytes").asLong()).isEqualTo(1024 * 1024);
    Answer place = ask(writer, grant.path("recordingId").asString(), 4, 5);
    assertThat(place.status()).as(place.body()).isEqualTo(201);
    assertThat(put(place.json(), PIECE).statusCode()).isEqualTo(200);
    assertThat(stored(writer, "s:1"))
        .singleElement()
        .satisfies(
            object -> {
              assertThat(object.size()).isEqualTo(5);
              assertThat(object.key().value()).endsWith("/0004_1000_2000_3.json.gz");
            });
  }

  @Test
  void aPieceOfAnotherSizeOrTypeIsNotStored() throws Exception {
    Person writer = writer();
    String recording = open(writer, "s").json().path("recordingId").asString();
    JsonNode place = ask(writer, recording, 0, 5).json();
    assertThat(put(place, LONGER).statusCode()).isEqualTo(403);
    ((ObjectNode) place).putObject("headers").put("Content-Type", "text/html");
    assertThat(put(place, PIECE).statusCode()).isEqualTo(403);
    assertThat(stored(writer, "s")).isEmpty();
  }

  @Test
  void aPageOfAnySiteMayPutIt() throws Exception {
    Person writer = writer();
    String recording = open(writer, "s").json().path("recordingId").asString();
    URI place = URI.create(ask(writer, recording, 0, 5).json().path("url").asString());
    HttpResponse<String> preflight =
        page.send(
            HttpRequest.newBuilder(place)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://any.example")
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "content-type")
                .build(),
            BodyHandlers.ofString());
    assertThat(preflight.statusCode()).isEqualTo(200);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).isPresent();
  }

  @Test
  void aRecordingThatAnotherOrganizationOpenedLiesInOnesOwnFolder() throws Exception {
    Person writer = writer();
    Person other = writer();
    String recording = open(other, "s").json().path("recordingId").asString();
    JsonNode place = ask(writer, recording, 0, 5).json();
    assertThat(put(place, PIECE).statusCode()).isEqualTo(200);
    assertThat(stored(other, "s")).isEmpty();
    assertThat(stored(writer, "s")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "recordingId, '{\"recordingId\":\"../x\",\"chunk\":0,\"bytes\":1,\"events\":1,\"startedAt\":1,\"endedAt\":1}', 422",
    "chunk, '{\"recordingId\":\"ID\",\"chunk\":1000,\"bytes\":1,\"events\":1,\"startedAt\":1,\"endedAt\":1}', 422",
    "chunk, '{\"recordingId\":\"ID\",\"chunk\":-1,\"bytes\":1,\"events\":1,\"startedAt\":1,\"endedAt\":1}', 422",
    "bytes, '{\"recordingId\":\"ID\",\"chunk\":0,\"bytes\":1048577,\"events\":1,\"startedAt\":1,\"endedAt\":1}', 413",
    "bytes, '{\"recordingId\":\"ID\",\"chunk\":0,\"events\":1,\"startedAt\":1,\"endedAt\":1}', 422",
    "endedAt, '{\"recordingId\":\"ID\",\"chunk\":0,\"bytes\":1,\"events\":1,\"startedAt\":2,\"endedAt\":1}', 422",
    "startedAt, '{\"recordingId\":\"ID\",\"chunk\":0,\"bytes\":1,\"events\":1,\"startedAt\":9223372036854775807,\"endedAt\":1}', 422"
  })
  void refusesWhatIsNoPieceAndNamesTheField(String field, String body, int status) {
    Person writer = writer();
    String id = open(writer, "s").json().path("recordingId").asString();
    Answer answer = worker.call("POST", writer, UPLOADS, body.replace("ID", id));
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(field);
  }

  @Test
  void refusesASessionIdThatEventsCouldNotHave() {
    assertThat(open(writer(), "a b").status()).isEqualTo(422);
    assertThat(open(writer(), "").status()).isEqualTo(422);
  }

  private static final class Worker extends RunningService {

    Worker(Path data) {
      super(WebIngestWorkerApplication.class, "web-ingest-worker", data);
    }
  }
}
