package dev.crow.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.contracts.interaction.v1.InteractionFacts;
import dev.crow.contracts.interaction.v1.InteractionRecorded;
import dev.crow.contracts.product.v1.ProductChanged;
import dev.crow.contracts.product.v1.ProductChanged.Change;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import dev.crow.organization.extraction.DocumentFixtures;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import dev.crow.vectorindex.VectorIndex;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What is known of an organization: documents, profile, summary, search. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContextTests {

  private static final String CONTEXT = "/api/v1/organizations/context";
  private static final String DOCUMENTS = CONTEXT + "/documents";
  private static final String MARKDOWN = "text/markdown";
  private static final Duration LONG = Duration.ofMinutes(2);

  private static final String POLICIES =
      """
      # Returns

      Whoever is not happy sends the tea back within 30 days and gets the money back.

      # Shipping

      Parcels leave our warehouse in Hamburg every morning, and cross the Alps by train.
      """;

  @TempDir static Path data;

  private RunningOrganizationService service;
  private Person owner;

  @BeforeAll
  void start() {
    service =
        new RunningOrganizationService(
            data,
            "--crow.context.look=50ms",
            "--crow.context.summary.every=200ms",
            "--crow.context.max-file=64KB",
            "--crow.context.versions=2",
            "--crow.context.documents=3",
            "--crow.personal-data.services=organization-service",
            "--crow.personal-data.check=100ms",
            "--crow.personal-data.grace=0s");
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void found() {
    owner = service.found("Vale Teas");
  }

  @Test
  void aDocumentThatWasPutDirectlyIsFoundByItsMeaning() throws Exception {
    byte[] file = POLICIES.getBytes(StandardCharsets.UTF_8);
    JsonNode place = announce(owner, "Policies", MARKDOWN, file.length);
    assertThat(put(place, file)).isEqualTo(200);
    String id = place.path("document").path("id").asString();
    Answer complete = service.call("POST", owner, version(id, 1) + "/complete", "");
    assertThat(complete.status()).as(complete.body()).isEqualTo(202);
    JsonNode done = read(owner, id, 1, "DONE");
    assertThat(done.path("step").asString()).isEqualTo("done");
    assertThat(done.path("total").asInt()).isEqualTo(2);
    assertThat(done.path("done").asInt()).isEqualTo(2);
    JsonNode best = search(owner, "may I give it back if I do not like it?").get(0);
    assertThat(best.path("documentId").asString()).isEqualTo(id);
    assertThat(best.path("title").asString()).isEqualTo("Policies");
    assertThat(best.path("heading").asString()).isEqualTo("Returns");
    assertThat(best.path("version").asInt()).isOne();
    assertThat(best.path("position").asInt()).isZero();
    assertThat(best.path("text").asString()).contains("within 30 days");
    assertThat(service.call("POST", owner, version(id, 1) + "/complete", "").status())
        .as("saying so again changes nothing")
        .isEqualTo(202);
    JsonNode address = service.get(owner, version(id, 1) + "/file").json();
    assertThat(fetch(address.path("url").asString())).isEqualTo(POLICIES);
  }

  @Test
  void theFileItselfCanBeSentToo() {
    byte[] pdf = DocumentFixtures.pdf(null, "First page", "The warranty lasts five years");
    String id = sent(owner, "Warranty", "application/pdf", pdf);
    read(owner, id, 1, "DONE");
    JsonNode best = search(owner, "how long is the guarantee?").get(0);
    assertThat(best.path("text").asString()).contains("five years");
    assertThat(best.path("page").asInt()).isOne();
  }

  @Test
  void aNewVersionTakesThePlaceOfTheOneBefore() {
    String id = sent(owner, "Policies", MARKDOWN, "Returns take 30 days.");
    read(owner, id, 1, "DONE");
    assertThat(newVersion(owner, id, "Returns take 60 days.")).isEqualTo(2);
    JsonNode document = untilRead(owner, id, 2, "DONE");
    assertThat(document.path("currentVersion").asInt()).isEqualTo(2);
    assertThat(texts(search(owner, "returns"))).containsExactly("Returns take 60 days.");
    untilVectors(1);
    newVersion(owner, id, "Returns take 90 days.");
    untilRead(owner, id, 3, "DONE");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        service
                            .get(owner, DOCUMENTS + "/" + id)
                            .json()
                            .path("versions")
                            .findValuesAsString("version"))
                    .as("two are kept")
                    .containsExactly("3", "2"));
    assertThat(service.get(owner, version(id, 1) + "/file").status()).isEqualTo(404);
  }

  @Test
  void aVersionThatCannotBeReadLeavesTheOneBefore() {
    String id = sent(owner, "Policies", MARKDOWN, "Returns take 30 days.");
    read(owner, id, 1, "DONE");
    byte[] locked = DocumentFixtures.pdf("secret", "Returns take 60 days");
    JsonNode place =
        service
            .call(
                "POST",
                owner,
                DOCUMENTS + "/" + id + "/versions",
                "{\"mediaType\":\"application/pdf\",\"bytes\":%d}".formatted(locked.length))
            .json();
    assertThat(place.path("version").asInt()).isEqualTo(2);
    send(owner, id, 2, "application/pdf", locked);
    JsonNode failed = read(owner, id, 2, "FAILED");
    assertThat(failed.path("problem").asString()).isEqualTo("encrypted-document");
    assertThat(failed.path("detail").asString()).contains("password");
    assertThat(texts(search(owner, "returns"))).containsExactly("Returns take 30 days.");
  }

  @Test
  void aDeletedDocumentIsNowhere() {
    String id = sent(owner, "Policies", MARKDOWN, POLICIES);
    read(owner, id, 1, "DONE");
    assertThat(service.call("DELETE", owner, DOCUMENTS + "/" + id, "").status()).isEqualTo(204);
    assertThat(search(owner, "returns")).isEmpty();
    assertThat(service.get(owner, DOCUMENTS + "/" + id).status()).isEqualTo(404);
    assertThat(objects()).isZero();
    untilVectors(0);
  }

  @Test
  void oneCallForgetsEverything() {
    String id = sent(owner, "Policies", MARKDOWN, POLICIES);
    read(owner, id, 1, "DONE");
    profile("{\"about\":\"Teas from small gardens\"}");
    untilSections("What the organization says of itself");
    assertThat(service.call("DELETE", owner, CONTEXT, "").status()).isEqualTo(204);
    JsonNode context = service.get(owner, CONTEXT).json();
    assertThat(context.path("documents").asInt()).isZero();
    assertThat(context.path("pieces").asInt()).isZero();
    assertThat(context.path("sections")).isEmpty();
    assertThat(context.path("profile").has("about")).isFalse();
    assertThat(search(owner, "returns")).isEmpty();
    assertThat(objects()).isZero();
    untilVectors(0);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(service.get(owner, "/api/v1/audit").body())
                    .contains("context.document.added", "context.cleared"));
  }

  @Test
  void theReadingCanBeWatched() {
    String id = sent(owner, "Policies", MARKDOWN, POLICIES);
    Answer events = service.get(owner, DOCUMENTS + "/" + id + "/events");
    assertThat(events.header("Content-Type")).startsWith("text/event-stream");
    assertThat(events.body()).contains("event:document", "\"state\":\"DONE\"");
  }

  @Test
  void aVersionThatWaitsCanBeCancelled() {
    JsonNode place = announce(owner, "Policies", MARKDOWN, 10);
    String id = place.path("document").path("id").asString();
    Answer cancelled = service.call("POST", owner, version(id, 1) + "/cancel", "");
    assertThat(cancelled.json().path("versions").get(0).path("state").asString())
        .isEqualTo("CANCELLED");
    assertThat(service.call("POST", owner, version(id, 1) + "/cancel", "").status()).isEqualTo(409);
    assertThat(
            service
                .send("PUT", owner, version(id, 1) + "/content", ten(), "Content-Type", MARKDOWN)
                .status())
        .isEqualTo(409);
  }

  @Test
  void onlyWhatWasAnnouncedIsTaken() throws Exception {
    JsonNode place = announce(owner, "Policies", MARKDOWN, 10);
    String id = place.path("document").path("id").asString();
    assertThat(service.call("POST", owner, version(id, 1) + "/complete", "").status())
        .as("nothing is there yet")
        .isEqualTo(409);
    assertThat(put(place, "twelve bytes".getBytes(StandardCharsets.UTF_8))).isEqualTo(403);
    assertThat(
            service
                .send("PUT", owner, version(id, 1) + "/content", ten(), "Content-Type", "text/html")
                .status())
        .isEqualTo(415);
    for (String other : List.of("nine byte", "eleven byte")) {
      assertThat(
              service
                  .send(
                      "PUT",
                      owner,
                      version(id, 1) + "/content",
                      BodyPublishers.ofString(other),
                      "Content-Type",
                      MARKDOWN)
                  .status())
          .isEqualTo(422);
    }
    assertThat(
            service
                .send("PUT", owner, version(id, 1) + "/content", ten(), "Content-Type", MARKDOWN)
                .status())
        .isEqualTo(202);
    read(owner, id, 1, "DONE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'name':'a','mediaType':'application/zip','bytes':1}|415|mediaType",
        "{'name':'a','mediaType':'text/plain','bytes':65537}|413|bytes",
        "{'name':'a','mediaType':'text/plain','bytes':0}|422|bytes",
        "{'name':'a','mediaType':'words','bytes':1}|422|mediaType",
        "{'name':' ','mediaType':'text/plain','bytes':1}|422|name",
        "{'name':'a\\u202eb','mediaType':'text/plain','bytes':1}|422|name",
        "{'mediaType':'text/plain','bytes':1}|422|name",
        "{'name':'a','mediaType':'text/plain','bytes':1,'organizationId':'x'}|400|unknown-property"
      })
  void refusesAnAnnouncementThatIsWrong(String body, int status, String field) {
    Answer answer = service.call("POST", owner, DOCUMENTS, body.replace('\'', '"'));
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(field);
  }

  @Test
  void thereIsRoomForSoManyDocumentsOnly() {
    for (int i = 0; i < 3; i++) {
      announce(owner, "Document " + i, MARKDOWN, 10);
    }
    Answer fourth = announcing(owner, "Document 4", MARKDOWN, 10);
    assertThat(fourth.status()).isEqualTo(429);
    assertThat(fourth.body()).contains("quota-exceeded");
  }

  @Test
  void aForeignDocumentIsLikeAnAbsentOne() {
    Person stranger = service.found("Other");
    String id = sent(stranger, "Secret recipes", MARKDOWN, "The secret is cardamom.");
    read(stranger, id, 1, "DONE");
    for (String path :
        List.of(
            "GET %s/%s",
            "DELETE %s/%s",
            "GET %s/%s/events",
            "GET %s/%s/versions/1/file",
            "POST %s/%s/versions/1/complete",
            "POST %s/%s/versions/1/cancel")) {
      String foreign = ask(path, id);
      assertThat(foreign).as(path).startsWith("404");
      assertThat(ask(path, UuidV7.next())).as(path).isEqualTo(foreign);
    }
    assertThat(search(owner, "secret cardamom")).isEmpty();
    assertThat(texts(search(stranger, "secret cardamom"))).hasSize(1);
  }

  private String ask(String path, String id) {
    String[] parts = path.formatted(DOCUMENTS, id).split(" ", 2);
    return service.call(parts[0], owner, parts[1], "").withoutIds();
  }

  @Test
  void membersReadAndDoNotWrite() {
    Person member = RunningOrganizationService.memberBeside(owner);
    assertThat(member.permissions())
        .contains(Permissions.ORGANIZATION_READ)
        .doesNotContain(Permissions.SETTINGS_MANAGE);
    assertThat(service.get(member, CONTEXT).status()).isEqualTo(200);
    assertThat(service.get(member, CONTEXT + "/search?q=a").status()).isEqualTo(200);
    assertThat(service.get(member, DOCUMENTS).status()).isEqualTo(403);
    assertThat(service.call("DELETE", member, CONTEXT, "").status()).isEqualTo(403);
    assertThat(service.call("PUT", member, CONTEXT + "/profile", "{}").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({"q=", "q=a&limit=0", "q=a&limit=26", "q=a&kind=SECRET", "limit=5"})
  void refusesASearchThatIsWrong(String query) {
    assertThat(service.get(owner, CONTEXT + "/search?" + query).status()).isEqualTo(400);
  }

  @Test
  void whatTheOrganizationSaysOfItselfIsFound() {
    Answer answer =
        profile(
            "{\"about\":\"Teas from small gardens\",\"audience\":\"People who drink tea every day\","
                + "\"tone\":\"Warm and plain\",\"markets\":[\"Germany\",\"Austria\"]}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    untilSections("What the organization says of itself");
    JsonNode best = search(owner, "who are our customers?").get(0);
    assertThat(best.path("kind").asString()).isEqualTo("PROFILE");
    assertThat(best.has("documentId")).isFalse();
    assertThat(best.path("text").asString())
        .contains("Name: Vale Teas", "Industry: retail", "Markets: Germany, Austria");
    assertThat(profile("{\"about\":\"a\\u0000b\"}").status()).isEqualTo(422);
    assertThat(profile("{\"markets\":[null]}").status()).isEqualTo(422);
  }

  @Test
  void theSummaryCountsProductsAndVisits() {
    product("p1", "sencha", 1, Change.CREATED, "Sencha", 1290L);
    product("p2", "matcha", 1, Change.CREATED, "Matcha", 2450L);
    product("p3", "oolong", 1, Change.CREATED, "Oolong", 990L);
    untilText("Products", "The catalogue holds 3 products in 1 category.");
    product("p3", "oolong", 2, Change.DELETED, "Oolong", null);
    product("p2", "matcha", 1, Change.UPDATED, "Late", 1L);
    untilText("Products", "The catalogue holds 2 products in 1 category.");
    untilText("Products", "Prices run from 12.90 to 24.50 EUR.");
    visit("v1", 1, "purchased", "sencha");
    visit("v2", 1, "bounced", "matcha");
    visit("v2", 1, "bounced", "matcha");
    visit("v2", 2, "purchased", "matcha");
    visit("v3", 1, "bounced", "<script>unknown");
    untilText("Visits", "3 visits have been described.");
    untilText("Visits", "They ended as bounced (67 %), purchased (33 %).");
    String visits = section("Visits");
    assertThat(visits)
        .contains("Since 3 November 2026,", "Matcha (1), Sencha (1).")
        .doesNotContain("script");
    assertThat(search(owner, "what do people look at most?").get(0).path("kind").asString())
        .isEqualTo("SUMMARY");
    assertThat(service.call("DELETE", owner, CONTEXT, "").status()).isEqualTo(204);
    visit("v4", 1, "bounced", "matcha");
    untilText("Visits", "1 visit has been described.");
    untilText("Products", "The catalogue holds 2 products");
  }

  @Test
  void anExportHoldsFilesAndAnErasureLeavesNothing() {
    String id = sent(owner, "Policies", MARKDOWN, POLICIES);
    read(owner, id, 1, "DONE");
    profile("{\"about\":\"Teas\"}");
    untilSections("What the organization says of itself");
    String organization = owner.organization();
    service.publish(
        new ExportOrdered(
            organization, "export-1", Scope.ORGANIZATION, organization, Instant.now()));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        service.published(Topics.IDENTITY_EVENTS, organization).stream()
                            .filter(e -> e.path("event").asString().equals("export-delivered"))
                            .map(e -> e.path("objectKeys").toString()))
                    .singleElement()
                    .asString()
                    .contains("organization-service-context.json", "document-" + id + "-1"));
    service.publish(
        new ErasureOrdered(
            organization, "erasure-1", Scope.ORGANIZATION, organization, Instant.now()));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(service.get(owner, "/api/v1/organizations/me").status()).isEqualTo(404));
    product("p1", "sencha", 1, Change.CREATED, "Sencha", 1290L);
    visit("v1", 1, "bounced", "sencha");
    assertThat(profile("{\"about\":\"Teas\"}").status()).isEqualTo(200);
    // Both topics were read once somebody else's later events had their effect.
    Person later = service.found("Later");
    Person erased = owner;
    owner = later;
    product("p1", "sencha", 1, Change.CREATED, "Sencha", 1290L);
    visit("v9", 1, "bounced", "sencha");
    untilText("Visits", "1 visit has been described.");
    untilText("Products", "The catalogue holds 1 product");
    owner = erased;
    for (String table :
        List.of("documents", "versions", "chunks", "profiles", "products", "counts", "summaries")) {
      assertThat(
              service
                  .bean(JdbcClient.class)
                  .sql("SELECT count(*) FROM context_" + table + " WHERE org_id = ?")
                  .param(organization)
                  .query(Integer.class)
                  .single())
          .as(table)
          .isZero();
    }
    assertThat(objects()).isZero();
    untilVectors(0);
  }

  @Test
  void whoSentADocumentIsForgottenWithThem() {
    String id = sent(owner, "Policies", MARKDOWN, POLICIES);
    read(owner, id, 1, "DONE");
    service.publish(
        new ErasureOrdered(
            owner.organization(), "erasure-2", Scope.USER, owner.id(), Instant.now()));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(service.get(owner, DOCUMENTS + "/" + id).body())
                    .contains("\"createdBy\":\"user:erased\""));
  }

  private static HttpRequest.BodyPublisher ten() {
    return BodyPublishers.ofString("ten bytes.");
  }

  private static String version(String id, int version) {
    return DOCUMENTS + "/" + id + "/versions/" + version;
  }

  private Answer announcing(Person person, String name, String mediaType, int bytes) {
    return service.call(
        "POST",
        person,
        DOCUMENTS,
        "{\"name\":\"%s\",\"mediaType\":\"%s\",\"bytes\":%d}".formatted(name, mediaType, bytes));
  }

  private JsonNode announce(Person person, String name, String mediaType, int bytes) {
    Answer answer = announcing(person, name, mediaType, bytes);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  private String sent(Person person, String name, String mediaType, String text) {
    return sent(person, name, mediaType, text.getBytes(StandardCharsets.UTF_8));
  }

  private String sent(Person person, String name, String mediaType, byte[] file) {
    String id =
        announce(person, name, mediaType, file.length).path("document").path("id").asString();
    send(person, id, 1, mediaType, file);
    return id;
  }

  private void send(Person person, String id, int version, String mediaType, byte[] file) {
    Answer answer =
        service.send(
            "PUT",
            person,
            version(id, version) + "/content",
            BodyPublishers.ofByteArray(file),
            "Content-Type",
            mediaType);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
  }

  private int newVersion(Person person, String id, String text) {
    byte[] file = text.getBytes(StandardCharsets.UTF_8);
    int version =
        service
            .call(
                "POST",
                person,
                DOCUMENTS + "/" + id + "/versions",
                "{\"mediaType\":\"%s\",\"bytes\":%d}".formatted(MARKDOWN, file.length))
            .json()
            .path("version")
            .asInt();
    send(person, id, version, MARKDOWN, file);
    return version;
  }

  /** Puts a file into its place, as a page does. */
  private static int put(JsonNode place, byte[] file) throws IOException, InterruptedException {
    JsonNode upload = place.path("upload");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(upload.path("url").asString()))
            .method(upload.path("method").asString(), BodyPublishers.ofByteArray(file));
    upload
        .path("headers")
        .properties()
        .forEach(
            header -> {
              if (!header.getKey().equalsIgnoreCase("host")) {
                request.header(header.getKey(), header.getValue().asString());
              }
            });
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
  }

  private static String fetch(String url) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
          .body();
    }
  }

  private JsonNode untilRead(Person person, String id, int version, String state) {
    read(person, id, version, state);
    return service.get(person, DOCUMENTS + "/" + id).json();
  }

  /** Waits until the reading of a version has ended, and gives the version. */
  private JsonNode read(Person person, String id, int version, String state) {
    Awaitility.await()
        .atMost(LONG)
        .until(
            () ->
                Set.of("DONE", "FAILED", "CANCELLED")
                    .contains(one(person, id, version).path("state").asString()));
    JsonNode ended = one(person, id, version);
    assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo(state);
    return ended;
  }

  private JsonNode one(Person person, String id, int version) {
    return service
        .get(person, DOCUMENTS + "/" + id)
        .json()
        .path("versions")
        .valueStream()
        .filter(one -> one.path("version").asInt() == version)
        .findFirst()
        .orElseThrow();
  }

  private JsonNode search(Person person, String question) {
    Answer answer =
        service.get(
            person, CONTEXT + "/search?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("items");
  }

  private static List<String> texts(JsonNode items) {
    return items.valueStream().map(item -> item.path("text").asString()).toList();
  }

  private Answer profile(String body) {
    return service.call("PUT", owner, CONTEXT + "/profile", body);
  }

  private String section(String title) {
    return service
        .get(owner, CONTEXT)
        .json()
        .path("sections")
        .valueStream()
        .filter(section -> section.path("title").asString().equals(title))
        .map(section -> section.path("text").asString())
        .findFirst()
        .orElse("");
  }

  private void untilSections(String title) {
    Awaitility.await().atMost(LONG).until(() -> !section(title).isEmpty());
  }

  private void untilText(String title, String text) {
    Awaitility.await().atMost(LONG).untilAsserted(() -> assertThat(section(title)).contains(text));
  }

  private void untilVectors(int count) {
    Awaitility.await()
        .atMost(LONG)
        .until(() -> service.bean(VectorIndex.class).count(owner.organization()) == count);
  }

  private int objects() {
    ObjectStore objects = service.bean(ObjectStore.class);
    return objects
            .list(ObjectPrefix.of("knowledge", owner.organization()), null, 10)
            .objects()
            .size()
        + objects
            .list(ObjectPrefix.of("uploads/context", owner.organization()), null, 10)
            .objects()
            .size();
  }

  private void product(
      String id, String externalId, int version, Change change, String name, @Nullable Long price) {
    service.tell(
        Topics.PRODUCT_EVENTS,
        UuidV7.next(),
        owner.organization(),
        new ProductChanged(
            owner.organization(),
            id,
            externalId,
            version,
            change,
            name,
            "Vale",
            "Tea > Green",
            null,
            null,
            null,
            price,
            "EUR",
            null,
            Instant.now()));
  }

  private void visit(String id, int version, String outcome, String product) {
    service.tell(
        Topics.ANALYTICS_QUEUE,
        owner.organization() + ":" + id + ":" + version,
        owner.organization(),
        new InteractionRecorded(
            owner.organization(),
            id,
            version,
            "web",
            id,
            "Somebody came.",
            List.of(product),
            3,
            Instant.parse("2026-11-03T10:00:00Z"),
            Instant.parse("2026-11-03T10:05:00Z"),
            Instant.parse("2026-11-03T10:30:00Z"),
            "rules/1",
            new InteractionFacts(
                outcome,
                List.of(),
                new InteractionFacts.Visitor("a", null, "mobile", "direct", "en"),
                List.of(),
                List.of(new InteractionFacts.Product(product, product, List.of("viewed"), null)),
                List.of(),
                List.of(),
                List.of(),
                null)));
  }
}
