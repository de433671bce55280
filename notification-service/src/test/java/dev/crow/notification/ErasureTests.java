package dev.crow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectStore;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Person;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureTests {

  private static final List<String> TABLES =
      List.of(
          "members",
          "mail_wishes",
          "preferences",
          "notifications",
          "digests",
          "webhooks",
          "deliveries",
          "delivery_attempts",
          "rules",
          "rule_hits",
          "usage_counts",
          "last_visits",
          "refusals");

  private RunningNotificationService service;
  private Receiver receiver;

  @SuppressWarnings("NullAway.Init")
  ErasureTests() {}

  @BeforeAll
  void start(@TempDir Path dir) throws Exception {
    receiver = new Receiver();
    service = new RunningNotificationService(dir, "--crow.fetch.allowed-hosts=" + receiver.place());
  }

  @AfterAll
  void stop() {
    service.close();
    receiver.close();
  }

  private JsonNode answer(String organization, String event) {
    Awaitility.await().until(() -> !answers(organization, event).isEmpty());
    return answers(organization, event).getFirst();
  }

  private List<JsonNode> answers(String organization, String event) {
    return service.published(Topics.IDENTITY_EVENTS, organization).stream()
        .filter(one -> one.path("event").asString().equals(event))
        .filter(one -> one.path("service").asString().equals(Services.NOTIFICATION))
        .toList();
  }

  @Test
  void forgetsAPersonAndWhatOthersWereToldOfThem() {
    Person owner = service.owner();
    String organization = owner.organization();
    service.call(
        "POST",
        owner,
        "/api/v1/webhooks",
        "{\"url\":\"%s\",\"types\":[\"team.*\"]}".formatted(receiver.url("/team")));
    Person member = service.member(organization);
    service.awaitTitle(owner, "Ada MEMBER joined your team");
    Awaitility.await().until(() -> !service.mails(member).isEmpty());
    Awaitility.await().until(() -> !receiver.at("/team").isEmpty());
    service.say(
        new ErasureOrdered(organization, UuidV7.next(), Scope.USER, member.id(), Instant.now()));
    JsonNode done = answer(organization, "erasure-done");
    assertThat(done.path("erased").path("rows").asInt()).isGreaterThan(4);
    assertThat(done.path("erased").path("mails").asInt()).isPositive();
    assertThat(service.titles(owner)).doesNotContain("Ada MEMBER joined your team");
    assertThat(service.titles(member)).isEmpty();
    assertThat(service.mails(member)).isEmpty();
    assertThat(service.count("deliveries", organization)).isZero();
    // Whoever speaks to them later speaks to nobody.
    service.tell(organization, member.id(), "system.notice", "Too late");
    service.settle(owner);
    assertThat(service.titles(member)).isEmpty();
    assertThat(service.titles(owner)).hasSize(2);
  }

  @Test
  void forgetsWhoIsRemoved() {
    Person owner = service.owner();
    Person member = service.member(owner.organization());
    service.say(new IdentityEvent.UserRemoved(owner.organization(), member.id(), Instant.now()));
    Awaitility.await().until(() -> service.titles(member).isEmpty());
    Awaitility.await().until(() -> service.count("members", owner.organization()) == 1);
  }

  @Test
  void forgetsAnOrganizationAndTakesNothingMoreForIt() {
    Person owner = service.owner();
    Person neighbour = service.owner();
    String organization = owner.organization();
    service.call(
        "POST",
        owner,
        "/api/v1/webhooks",
        "{\"url\":\"%s\"}".formatted(receiver.url("/organization")));
    service.call(
        "PUT",
        owner,
        "/api/v1/notifications/preferences/TEAM",
        "{\"inApp\":true,\"email\":\"OFF\"}");
    service.say(Topics.PATTERN_EVENTS, organization, WebhookTests.pattern(organization));
    Awaitility.await().until(() -> !receiver.at("/organization").isEmpty());
    Awaitility.await().until(() -> service.count("delivery_attempts", organization) == 1);
    service.say(
        new ErasureOrdered(
            organization, UuidV7.next(), Scope.ORGANIZATION, organization, Instant.now()));
    answer(organization, "erasure-done");
    service.tell(organization, null, "system.notice", "Too late");
    service.say(Topics.PATTERN_EVENTS, organization, WebhookTests.pattern(organization));
    service.settle(neighbour);
    for (String table : TABLES) {
      assertThat(service.count(table, organization)).as(table).isZero();
    }
    assertThat(service.mails(owner)).isEmpty();
    assertThat(service.titles(neighbour)).hasSize(2);
  }

  @Test
  void handsOverWhatItHoldsOnAPerson() {
    Person owner = service.owner();
    String export = UuidV7.next();
    service.say(
        new ExportOrdered(owner.organization(), export, Scope.USER, owner.id(), Instant.now()));
    JsonNode delivered = answer(owner.organization(), "export-delivered");
    ObjectKey key =
        ObjectKey.of("exports", owner.organization(), export, Services.NOTIFICATION + ".json");
    assertThat(delivered.path("objectKeys").path(0).asString()).isEqualTo(key.value());
    String file =
        new String(
            service.bean(ObjectStore.class).get(key).orElseThrow().content().bytes(),
            StandardCharsets.UTF_8);
    assertThat(file).contains("Welcome to CROW", RunningNotificationService.address(owner.id()));
  }

  @Test
  void holdsNothingOnVisitors() {
    Person owner = service.owner();
    service.say(
        new ErasureOrdered(
            owner.organization(), UuidV7.next(), Scope.VISITOR, "visitor-1", Instant.now()));
    assertThat(answer(owner.organization(), "erasure-done").path("erased")).isEmpty();
    assertThat(service.titles(owner)).hasSize(1);
  }
}
