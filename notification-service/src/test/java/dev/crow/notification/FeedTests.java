package dev.crow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.Role;
import dev.crow.contracts.identity.v1.UserPermissions;
import dev.crow.contracts.notification.v1.NotificationRequested;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.events.Records;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedTests {

  private static final String PATH = "/api/v1/notifications";

  private RunningNotificationService service;

  @SuppressWarnings("NullAway.Init")
  FeedTests() {}

  @BeforeAll
  void start(@TempDir Path dir) {
    service = new RunningNotificationService(dir, "--crow.notifications.look=50ms");
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void welcomesPeopleAndTellsTheTeam() {
    Person owner = service.owner();
    assertThat(service.titles(owner)).containsExactly("Welcome to CROW, Ada OWNER");
    Person member = service.member(owner.organization());
    service.awaitTitle(owner, "Ada MEMBER joined your team");
    assertThat(service.titles(member)).containsExactly("Welcome to CROW, Ada MEMBER");
  }

  @Test
  void tellsThoseOfTheOrganizationWhoMayKnow() {
    Person owner = service.owner();
    Person member = service.member(owner.organization());
    Person stranger = service.owner();
    String organization = owner.organization();
    UserPermissions deaf =
        new UserPermissions(
            true, "1yr", List.of(), true, true, true, true, true, true, false, true, true);
    Person unreached = service.joined(organization, Role.MEMBER, deaf);
    service.tell(organization, null, "system.notice", "To all");
    service.ask(
        UuidV7.next(),
        RunningNotificationService.request(
            organization, null, Permissions.BILLING_MANAGE, "budget.near", "To payers"));
    service.tell(organization, member.id(), "system.notice", "To one");
    service.awaitTitle(member, "To one");
    assertThat(service.titles(member)).contains("To all").doesNotContain("To payers");
    assertThat(service.titles(owner)).contains("To all", "To payers").doesNotContain("To one");
    assertThat(service.titles(stranger)).hasSize(1);
    assertThat(service.titles(unreached.with(Permissions.NOTIFICATIONS_READ))).isEmpty();
    JsonNode one = service.list(member, "?limit=1").path("items").path(0);
    assertThat(one.path("content").asString()).isEqualTo("About To one");
    assertThat(one.path("category").asString()).isEqualTo("SYSTEM");
    assertThat(one.path("metadata").path("link").asString()).isEqualTo("/somewhere");
  }

  @Test
  void followsWhatPeopleMay() {
    Person owner = service.owner();
    Person member = service.member(owner.organization());
    service.say(
        new IdentityEvent.PermissionsChanged(
            owner.organization(),
            member.id(),
            Role.OWNER,
            UserPermissions.OF_OWNERS,
            Instant.now()));
    Awaitility.await()
        .until(
            () -> {
              String title = "For payers " + UuidV7.next();
              service.ask(
                  UuidV7.next(),
                  RunningNotificationService.request(
                      owner.organization(),
                      null,
                      Permissions.BILLING_MANAGE,
                      "budget.near",
                      title));
              service.awaitTitle(owner, title);
              return service.titles(member).contains(title);
            });
  }

  @Test
  void makesOneNotificationOfOneEventHoweverOftenItComes() {
    Person owner = service.owner();
    String id = UuidV7.next();
    NotificationRequested request =
        RunningNotificationService.request(
            owner.organization(), null, null, "system.notice", "Once");
    service.ask(id, request);
    service.ask(id, request);
    service.ask(id, request);
    service.settle(owner);
    assertThat(service.titles(owner).stream().filter("Once"::equals)).hasSize(1);
  }

  @Test
  void putsWhatIsNotAsTheContractSaysAsideAndGoesOn() {
    Person owner = service.owner();
    String organization = owner.organization();
    service.tell(organization, null, "Not A Type", "Wrong type");
    service.ask(
        UuidV7.next(),
        new NotificationRequested(
            organization, null, null, "no.template", null, null, Map.of(), Instant.now()));
    service.ask(
        UuidV7.next(),
        new NotificationRequested(
            organization, null, null, "budget.reached", null, null, Map.of(), Instant.now()));
    service.repeat(
        Topics.NOTIFICATION_QUEUE,
        UuidV7.next(),
        organization,
        RunningNotificationService.request(
            UuidV7.next(), null, null, "system.notice", "Of another organization"));
    service.settle(owner);
    assertThat(service.titles(owner)).hasSize(2);
    String letters = Topics.deadLettersOf(Topics.NOTIFICATION_QUEUE);
    assertThat(Records.of(service.bean(KafkaConnectionDetails.class), letters, organization))
        .hasSize(4);
  }

  @Test
  void showsHostileTextAsTextInOneLine() {
    Person owner = service.owner();
    service.tell(owner.organization(), null, "system.notice", "<script>\u202e\n" + "x".repeat(300));
    Awaitility.await().until(() -> service.titles(owner).size() == 2);
    assertThat(service.titles(owner).getFirst())
        .startsWith("<script>  x")
        .endsWith("…")
        .hasSize(200);
  }

  @Test
  void countsAndMarksWhatIsRead() {
    Person owner = service.owner();
    for (String title : List.of("one", "two", "three")) {
      service.tell(owner.organization(), null, "system.notice", title);
    }
    service.awaitTitle(owner, "three");
    assertThat(unread(owner)).isEqualTo(4);
    JsonNode items = service.list(owner, "").path("items");
    String three = items.path(0).path("id").asString();
    String two = items.path(1).path("id").asString();
    Answer marked = service.call("PATCH", owner, PATH + "/" + two, "{\"read\":true}");
    assertThat(marked.json().path("read").asBoolean()).isTrue();
    assertThat(service.list(owner, "?unread=true").path("items")).hasSize(3);
    service.call("PATCH", owner, PATH + "/" + two, "{\"read\":false}");
    assertThat(unread(owner)).isEqualTo(4);
    service.call("POST", owner, PATH + "/read-all?upTo=" + two, "");
    assertThat(service.list(owner, "?unread=true").path("items").valueStream())
        .extracting(one -> one.path("id").asString())
        .containsExactly(three);
    assertThat(service.call("POST", owner, PATH + "/read-all", "").json().path("unread").asInt())
        .isZero();
    assertThat(service.call("DELETE", owner, PATH + "/" + three, "").status()).isEqualTo(204);
    assertThat(service.get(owner, PATH + "/" + three).status()).isEqualTo(404);
    assertThat(service.list(owner, "?category=TEAM").path("items")).isEmpty();
  }

  private int unread(Person person) {
    return service.get(person, PATH + "/unread-count").json().path("unread").asInt();
  }

  @Test
  void leadsThroughPagesWithoutGapsOrRepetitions() {
    Person owner = service.owner();
    IntStream.range(0, 5)
        .forEach(i -> service.tell(owner.organization(), null, "system.notice", "n" + i));
    service.awaitTitle(owner, "n4");
    JsonNode first = service.list(owner, "?limit=4");
    String cursor = first.path("nextCursor").asString();
    JsonNode second = service.list(owner, "?limit=4&cursor=" + cursor);
    assertThat(first.path("items")).hasSize(4);
    assertThat(second.path("items")).hasSize(2);
    assertThat(second.path("nextCursor").isNull()).isTrue();
    assertThat(
            service.get(service.owner(), PATH + "?cursor=" + cursor).json().path("type").asString())
        .endsWith("invalid-cursor");
    assertThat(service.get(owner, PATH + "?limit=101").status()).isEqualTo(400);
  }

  @Test
  void answersForAnotherPersonsAsIfTheyWereNotThere() {
    Person owner = service.owner();
    Person colleague = service.member(owner.organization());
    String id = service.list(owner, "").path("items").path(0).path("id").asString();
    String nowhere = UuidV7.next();
    for (Person person : List.of(colleague, service.owner())) {
      assertThat(service.get(person, PATH + "/" + id).withoutIds())
          .isEqualTo(service.get(person, PATH + "/" + nowhere).withoutIds())
          .startsWith("404");
      assertThat(service.call("PATCH", person, PATH + "/" + id, "{\"read\":true}").status())
          .isEqualTo(404);
      assertThat(service.call("DELETE", person, PATH + "/" + id, "").status()).isEqualTo(404);
    }
    Person keyless = new Person(owner.organization(), owner.id(), Set.of("self:manage"));
    assertThat(service.get(keyless, PATH).status()).isEqualTo(403);
    assertThat(service.anonymous(PATH).status()).isEqualTo(401);
  }

  @Test
  void nobodyMakesOneThroughTheApi() {
    Person owner = service.owner();
    for (String method : List.of("POST", "PUT")) {
      assertThat(service.call(method, owner, PATH, "{\"title\":\"forged\"}").status())
          .isEqualTo(405);
    }
  }

  @Test
  void streamsWhatIsNewAndWhatWasMissed() throws Exception {
    Person owner = service.owner();
    service.tell(owner.organization(), null, "system.notice", "before");
    service.awaitTitle(owner, "before");
    CompletableFuture<String> stream = stream(owner, "seconds=4");
    Awaitility.await()
        .until(
            () -> {
              service.tell(owner.organization(), owner.id(), "system.notice", "during");
              return stream.isDone();
            });
    String events = stream.get(10, TimeUnit.SECONDS);
    assertThat(events)
        .startsWith("event:unread")
        .contains("event:notification", "\"title\":\"during\"")
        .doesNotContain("\"title\":\"before\"");
    String first = events.replaceAll("(?s).*?id:([0-9]+)\n.*", "$1");
    String again = stream(owner, "seconds=1", "Last-Event-ID", first).get(10, TimeUnit.SECONDS);
    assertThat(again).contains("\"title\":\"during\"").doesNotContain("id:" + first + "\n");
    assertThat(
            service.call("GET", owner, PATH + "/stream", "", "Last-Event-ID", "1; drop").status())
        .isEqualTo(400);
  }

  private CompletableFuture<String> stream(Person person, String query, String... headers) {
    return CompletableFuture.supplyAsync(
        () -> service.call("GET", person, PATH + "/stream?" + query, "", headers).body());
  }

  @Test
  void keepsPeopleFromStreamsWithoutEnd() {
    Person owner = service.owner();
    assertThat(service.get(owner, PATH + "/stream?seconds=3601").status()).isEqualTo(400);
    List<CompletableFuture<String>> streams =
        IntStream.range(0, 7).mapToObj(_ -> stream(owner, "seconds=20")).toList();
    // More than five at once: the oldest end before their time.
    Awaitility.await().until(() -> streams.stream().filter(CompletableFuture::isDone).count() == 2);
    streams.forEach(one -> one.cancel(true));
  }
}
