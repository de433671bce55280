package dev.crow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.identity.v1.PreferencesSet;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailTests {

  private static final String PREFERENCES = "/api/v1/notifications/preferences";

  private RunningNotificationService service;

  @SuppressWarnings("NullAway.Init")
  MailTests() {}

  @BeforeAll
  void start(@TempDir Path dir) {
    service =
        new RunningNotificationService(
            dir,
            "--crow.notifications.mail.look=100ms",
            "--crow.notifications.mail.dashboard=https://app.brand.example/",
            "--crow.mail.per-hour=5");
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private void prefer(Person person, String category, boolean inApp, String email) {
    Answer answer =
        service.call(
            "PUT",
            person,
            PREFERENCES + "/" + category,
            "{\"inApp\":%s,\"email\":\"%s\"}".formatted(inApp, email));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("email").asString()).isEqualTo(email);
  }

  private void awaitMail(Person person, String words) {
    Awaitility.await()
        .until(() -> service.mails(person).stream().anyMatch(mail -> mail.contains(words)));
  }

  @Test
  void mailsAtOnceWhatPeopleWantAtOnceAndLinksNothingOfStrangers() {
    Person owner = service.owner();
    awaitMail(owner, "Subject: Welcome to CROW, Ada OWNER");
    service.tell(
        owner.organization(), owner.id(), "budget.near", "See evil.example/x: 3.5 % is used");
    awaitMail(owner, "Subject: See evil. example/ x: 3.5 % is used");
    String mail =
        service.mails(owner).stream()
            .filter(one -> one.contains("3.5 %"))
            .findFirst()
            .orElseThrow();
    assertThat(mail)
        .contains("https://app.brand.example/somewhere", "what you prefer for billing")
        .contains("https://app.brand.example/settings/notifications")
        .doesNotContain("evil.example");
  }

  @Test
  void mailsNothingThatIsSwitchedOff() {
    Person owner = service.owner();
    awaitMail(owner, "Welcome");
    prefer(owner, "BILLING", true, "OFF");
    prefer(owner, "TEAM", false, "IMMEDIATELY");
    service.tell(owner.organization(), null, "budget.near", "Quiet");
    service.tell(owner.organization(), null, "team.notice", "Only mailed");
    awaitMail(owner, "Subject: Only mailed");
    assertThat(service.titles(owner)).contains("Quiet").doesNotContain("Only mailed");
    assertThat(service.mails(owner)).noneMatch(mail -> mail.contains("Quiet"));
  }

  @Test
  void showsPreferencesOfEveryCategoryAndRefusesOthers() {
    Person owner = service.owner();
    JsonNode items = service.get(owner, PREFERENCES).json().path("items");
    assertThat(items.valueStream().map(one -> one.path("category").asString()))
        .containsExactly(
            "PATTERNS", "BILLING", "TEAM", "INGESTION", "PRODUCTS", "EXPORTS", "SYSTEM");
    String body = "{\"inApp\":true,\"email\":\"DAILY\"}";
    assertThat(service.call("PUT", owner, PREFERENCES + "/WEATHER", body).status()).isEqualTo(400);
    assertThat(service.call("PUT", owner, PREFERENCES + "/TEAM", "{\"inApp\":true}").status())
        .isEqualTo(422);
    assertThat(
            service
                .call("PUT", owner, PREFERENCES + "/TEAM", "{\"inApp\":true,\"email\":\"NOON\"}")
                .status())
        .isBetween(400, 422);
  }

  @Test
  void isSilencedByWhatIsSetInTheProfile() {
    Person owner = service.owner();
    awaitMail(owner, "Welcome");
    Instant now = Instant.now();
    service.prefers(wishes(owner, false, now));
    service.prefers(wishes(owner, true, now.minusSeconds(60)));
    Awaitility.await()
        .until(
            () ->
                service
                    .get(owner, PREFERENCES)
                    .json()
                    .path("items")
                    .valueStream()
                    .anyMatch(
                        one ->
                            one.path("category").asString().equals("BILLING")
                                && one.path("silenced").asBoolean()));
    service.tell(owner.organization(), null, "budget.near", "Silenced");
    service.tell(owner.organization(), null, "system.notice", "Not silenced");
    awaitMail(owner, "Subject: Not silenced");
    assertThat(service.mails(owner)).noneMatch(mail -> mail.contains("Subject: Silenced"));
    assertThat(service.titles(owner)).contains("Silenced");
  }

  private static PreferencesSet wishes(Person person, boolean billing, Instant at) {
    return new PreferencesSet(
        person.organization(), person.id(), true, billing, true, true, "Europe/Berlin", at);
  }

  @Test
  void gathersWhatPeopleWantInDigests() {
    Person owner = service.owner();
    awaitMail(owner, "Welcome");
    prefer(owner, "TEAM", false, "DAILY");
    service.tell(owner.organization(), null, "team.notice", "Daily one");
    service.tell(owner.organization(), null, "team.notice", "Daily two");
    service.tell(owner.organization(), null, "pattern.notice", "Weekly one");
    service.awaitTitle(owner, "Weekly one");
    assertThat(service.titles(owner)).doesNotContain("Daily one");
    due(owner, "DAILY");
    awaitMail(owner, "Subject: What was new since yesterday");
    String daily = mail(owner, "What was new since yesterday");
    assertThat(daily)
        .contains("there were 2 things:", "- Daily one: About Daily one", "- Daily two")
        .doesNotContain("Weekly one", "Welcome");
    due(owner, "WEEKLY");
    awaitMail(owner, "Subject: What was new this week");
    assertThat(mail(owner, "What was new this week"))
        .contains("was one thing:", "- Weekly one")
        .doesNotContain("Daily one");
    // Nothing is told twice, and nothing new is no mail.
    due(owner, "DAILY");
    due(owner, "WEEKLY");
    assertThat(service.mails(owner)).hasSize(3);
  }

  private String mail(Person person, String subject) {
    return service.mails(person).stream()
        .filter(one -> one.contains("Subject: " + subject))
        .findFirst()
        .orElseThrow();
  }

  /** Lets a digest's morning come; returns when it is over. */
  private void due(Person person, String period) {
    JdbcClient jdbc = service.bean(JdbcClient.class);
    jdbc.sql(
            """
            UPDATE digests SET next_at = '2026-01-01T08:00:00.000Z'
            WHERE user_id = ? AND period = ?
            """)
        .params(person.id(), period)
        .update();
    Awaitility.await()
        .until(
            () ->
                jdbc.sql("SELECT next_at FROM digests WHERE user_id = ? AND period = ?")
                        .params(person.id(), period)
                        .query(String.class)
                        .single()
                        .compareTo("2026-01-01T08:00:00.000Z")
                    > 0);
  }

  @Test
  void floodsNobody() {
    Person owner = service.owner();
    awaitMail(owner, "Welcome");
    for (int i = 0; i < 7; i++) {
      service.tell(owner.organization(), null, "budget.near", "Flood " + i);
    }
    service.awaitTitle(owner, "Flood 6");
    awaitMail(owner, "Flood 3");
    assertThat(service.mails(owner)).hasSize(5);
  }

  @Test
  void followsANewAddress() {
    Person owner = service.owner();
    awaitMail(owner, "Welcome");
    service.say(
        new dev.crow.contracts.identity.v1.IdentityEvent.EmailChanged(
            owner.organization(),
            owner.id(),
            "new-" + UuidV7.next() + "@b.example",
            Instant.now()));
    Awaitility.await()
        .until(
            () -> {
              String title = "Moved " + UuidV7.next();
              int before = service.mails(owner).size();
              service.tell(owner.organization(), owner.id(), "budget.near", title);
              service.awaitTitle(owner, title);
              return service.mails(owner).size() == before
                  && List.copyOf(service.titles(owner)).contains(title);
            });
  }
}
