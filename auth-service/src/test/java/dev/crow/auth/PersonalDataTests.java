package dev.crow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.auth.People.Person;
import dev.crow.auth.RunningService.Answer;
import dev.crow.auth.session.ActiveSession;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.contracts.identity.v1.IdentityEvent.UserRemoved;
import dev.crow.events.Event;
import dev.crow.events.EventPublisher;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectStore;
import dev.crow.relational.UuidV7;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersonalDataTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Path dir;
  private RunningService service;
  private People people;

  @BeforeAll
  void start(@TempDir Path folder) {
    dir = folder;
    service = new RunningService(dir);
    people = new People(service, dir);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void aRemovedPersonsSessionIsNoneAnyMore() {
    Person owner = founder("owner@removal.example");
    invite(owner, "gone@removal.example");
    Person gone = people.join("gone@removal.example");
    ActiveSession active = gone.active();
    assertThat(service.exchange("SESSION", gone.session(), "user-service").status()).isEqualTo(200);
    publish(
        UuidV7.next(), new UserRemoved(active.organizationId(), active.userId(), Instant.now()));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(service.exchange("SESSION", gone.session(), "user-service").status())
                    .isEqualTo(401));
    assertThat(service.exchange("SESSION", owner.session(), "user-service").status())
        .isEqualTo(200);
  }

  @Test
  void anErasedPersonIsInNoRowAndNoFile() throws IOException {
    Person owner = founder("owner@erased.example");
    String organization = owner.active().organizationId();
    invite(owner, "grace@erased.example");
    Person person = people.join("grace@erased.example");
    String id = person.active().userId();
    assertThat(person.active().organizationId()).isEqualTo(organization);
    people.publicly("/api/v1/auth/request-password-reset", "{\"email\":\"grace@erased.example\"}");
    people.linkTo("grace@erased.example", "reset-password");
    person.post("/api/v1/auth/second-factor/enrol", "{\"password\":\"" + People.PASSWORD + "\"}");
    // Somebody else, whose address ends alike.
    Person other = people.join("other.grace@erased.example");
    assertThat(holding("grace@erased.example")).isNotEmpty();

    var order = new ErasureOrdered(organization, "e1", Scope.USER, id, Instant.now());
    String event = UuidV7.next();
    publish(event, order);
    publish(event, order);
    Awaitility.await().until(() -> answers(organization, "erasure-done").size() == 1);
    JsonNode done = answers(organization, "erasure-done").getFirst();
    assertThat(done.path("service").asString()).isEqualTo("auth-service");
    assertThat(done.path("erased").path("accounts").asInt()).isOne();
    assertThat(done.path("erased").path("sessions").asInt()).isOne();
    assertThat(done.path("erased").path("files").asInt()).isPositive();

    assertThat(service.exchange("SESSION", person.session(), "user-service").status())
        .isEqualTo(401);
    assertThat(people.signIn(people.client(), "grace@erased.example", People.PASSWORD).status())
        .isEqualTo(401);
    assertThat(owner.isSignedIn()).isTrue();
    assertThat(other.isSignedIn()).isTrue();
    assertThat(people.mailsTo("other.grace@erased.example")).isNotEmpty();
    service.bean(JdbcClient.class).sql("PRAGMA wal_checkpoint(TRUNCATE)").query().listOfRows();
    assertThat(holding("grace@erased.example")).isEmpty();
  }

  @Test
  void whatAnotherOrganizationSentToAnErasedPersonIsStillTheirs() {
    Person owner = founder("owner@first.example");
    invite(owner, "shared@first.example");
    Person person = people.join("shared@first.example");
    Person stranger = founder("owner@second.example");
    String second = stranger.active().organizationId();
    // Whoever has an account is not invited any more; this invitation is from before.
    JdbcClient jdbc = service.bean(JdbcClient.class);
    jdbc.sql(
            """
            INSERT INTO invitations (id, org_id, email, invited_by, permissions, token_hash, status,
              created_at, expires_at)
            SELECT 'elsewhere', ?, email, ?, permissions, 'other', 'PENDING', created_at, expires_at
            FROM invitations WHERE email = 'shared@first.example'
            """)
        .params(second, stranger.active().userId())
        .update();
    String organization = owner.active().organizationId();
    publish(
        UuidV7.next(),
        new ErasureOrdered(
            organization, "e5", Scope.USER, person.active().userId(), Instant.now()));
    Awaitility.await().until(() -> answers(organization, "erasure-done").size() == 1);
    assertThat(
            jdbc.sql("SELECT org_id FROM invitations WHERE email = 'shared@first.example'")
                .query(String.class)
                .list())
        .containsExactly(second);
  }

  @Test
  void aForeignOrganizationsOrderErasesNothing() {
    Person person = founder("safe@foreign.example");
    String stranger = UuidV7.next();
    publish(
        UuidV7.next(),
        new ErasureOrdered(stranger, "e2", Scope.USER, person.active().userId(), Instant.now()));
    Awaitility.await().until(() -> answers(stranger, "erasure-done").size() == 1);
    assertThat(person.isSignedIn()).isTrue();
    assertThat(people.mailsTo("safe@foreign.example")).isNotEmpty();
  }

  @Test
  void anErasedOrganizationLeavesNoPeopleAndNoKeys() throws IOException {
    Person owner = founder("owner@whole.example");
    String organization = owner.active().organizationId();
    invite(owner, "guest@whole.example");
    people.linkTo("guest@whole.example", "accept-invitation");
    Answer key = owner.post("/api/v1/auth/api-keys", "{\"name\":\"Site\",\"kind\":\"WRITE\"}");
    assertThat(key.status()).as(key.body()).isEqualTo(201);
    publish(
        UuidV7.next(),
        new ErasureOrdered(organization, "e3", Scope.ORGANIZATION, organization, Instant.now()));
    Awaitility.await().until(() -> answers(organization, "erasure-done").size() == 1);
    JsonNode erased = answers(organization, "erasure-done").getFirst().path("erased");
    assertThat(erased.path("accounts").asInt()).isOne();
    assertThat(erased.path("keys").asInt()).isOne();
    assertThat(erased.path("invitations").asInt()).isOne();
    assertThat(owner.isSignedIn()).isFalse();
    assertThat(published(Topics.CREDENTIAL_REVOCATIONS, organization))
        .extracting(e -> e.path("kind").asString())
        .contains("KEY", "SESSION", "USER", "ORGANIZATION");
    service.bean(JdbcClient.class).sql("PRAGMA wal_checkpoint(TRUNCATE)").query().listOfRows();
    assertThat(holding("owner@whole.example")).isEmpty();
    assertThat(holding("guest@whole.example")).isEmpty();
  }

  @Test
  void aVisitorIsUnknownHere() {
    String organization = UuidV7.next();
    publish(
        UuidV7.next(), new ErasureOrdered(organization, "e4", Scope.VISITOR, "v-1", Instant.now()));
    Awaitility.await().until(() -> answers(organization, "erasure-done").size() == 1);
    assertThat(answers(organization, "erasure-done").getFirst().path("erased").size()).isZero();
  }

  @Test
  void exportsWhatItHoldsWithoutHashes() {
    Person owner = founder("owner@export.example");
    String organization = owner.active().organizationId();
    invite(owner, "guest@export.example");
    publish(
        UuidV7.next(),
        new ExportOrdered(organization, "x1", Scope.USER, owner.active().userId(), Instant.now()));
    publish(
        UuidV7.next(),
        new ExportOrdered(organization, "x2", Scope.ORGANIZATION, organization, Instant.now()));
    Awaitility.await().until(() -> answers(organization, "export-delivered").size() == 2);
    assertThat(part(organization, "x1"))
        .contains("owner@export.example", "guest@export.example", "\"network\"")
        .doesNotContain("argon2", "hash", "\"keys\"");
    assertThat(part(organization, "x2"))
        .contains("owner@export.example", "\"keys\"", "\"organization\"")
        .doesNotContain("argon2", "hash");
  }

  private String part(String organization, String export) {
    return new String(
        service
            .bean(ObjectStore.class)
            .get(ObjectKey.of("exports", organization, export, "auth-service.json"))
            .orElseThrow()
            .content()
            .bytes(),
        StandardCharsets.UTF_8);
  }

  /** Files that name an address, but for the topics, which lose what they hold by retention. */
  private List<Path> holding(String address) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file :
          files
              .filter(Files::isRegularFile)
              .filter(f -> !f.startsWith(dir.resolve("kafka")))
              .toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).replaceAll("=\r?\n", "");
        if (text.replace("other." + address, "").contains(address)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private Person founder(String email) {
    Person person = people.join(email);
    put(person, "profile", 0, "{\"name\":\"Owner\"}");
    put(person, "organization", 1, "{\"name\":\"Team\"}");
    assertThat(person.active().onboarded()).isTrue();
    return person;
  }

  private static void put(Person person, String step, int version, String json) {
    Answer answer =
        person.send(
            "PUT",
            "/api/v1/auth/onboarding/steps/" + step,
            json,
            "If-Match",
            "\"" + version + "\"");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static void invite(Person person, String email) {
    Answer answer =
        person.post("/api/v1/auth/team-invitations", "{\"emails\":[\"" + email + "\"]}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private void publish(String id, IdentityEvent event) {
    service
        .bean(EventPublisher.class)
        .publish(
            Topics.IDENTITY_EVENTS,
            List.of(new Event<>(id, event.organizationId(), event.organizationId(), event)));
  }

  private List<JsonNode> answers(String organization, String event) {
    return published(Topics.IDENTITY_EVENTS, organization).stream()
        .filter(e -> e.path("event").asString().equals(event))
        .toList();
  }

  private List<JsonNode> published(String topic, String organization) {
    return service.published(topic, organization).stream().map(JSON::readTree).toList();
  }
}
