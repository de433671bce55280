package dev.crow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.UserJoined;
import dev.crow.contracts.identity.v1.PreferencesSet;
import dev.crow.contracts.identity.v1.Role;
import dev.crow.contracts.identity.v1.UserPermissions;
import dev.crow.contracts.notification.v1.NotificationRequested;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import dev.crow.testkit.service.RunningService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The service, and what the others say to it. */
final class RunningNotificationService extends RunningService {

  private final Path data;

  RunningNotificationService(Path data, String... more) {
    super(NotificationServiceApplication.class, Services.NOTIFICATION, data, more);
    this.data = data;
  }

  /** The owner of a new organization, known to the service. */
  Person owner() {
    String organization = UuidV7.next();
    say(new IdentityEvent.OrganizationFounded(organization, "Brand", null, null, Instant.now()));
    return joined(organization, Role.OWNER, UserPermissions.OF_OWNERS);
  }

  Person member(String organization) {
    return joined(organization, Role.MEMBER, UserPermissions.OF_MEMBERS);
  }

  Person joined(String organization, Role role, UserPermissions permissions) {
    String user = UuidV7.next();
    say(
        new UserJoined(
            organization, user, address(user), "Ada " + role, role, permissions, Instant.now()));
    Person person = new Person(organization, user, permissions.granted(role));
    if (permissions.notificationsEnabled()) {
      Awaitility.await().until(() -> !titles(person).isEmpty());
    }
    return person;
  }

  static String address(String user) {
    return "u" + user + "@brand.example";
  }

  void say(IdentityEvent event) {
    publish(Topics.IDENTITY_EVENTS, UuidV7.next(), event.organizationId(), event);
  }

  void prefers(PreferencesSet preferences) {
    publish(Topics.USER_PREFERENCES, UuidV7.next(), preferences.organizationId(), preferences);
  }

  /** Asks as another service would. */
  void ask(String id, NotificationRequested request) {
    publish(Topics.NOTIFICATION_QUEUE, id, request.organizationId(), request);
  }

  void tell(String organization, @Nullable String user, String type, String title) {
    ask(UuidV7.next(), request(organization, user, null, type, title));
  }

  static NotificationRequested request(
      String organization,
      @Nullable String user,
      @Nullable String permission,
      String type,
      String title) {
    return new NotificationRequested(
        organization,
        user,
        permission,
        type,
        title,
        "About " + title,
        Map.of("link", "/somewhere"),
        Instant.now());
  }

  void say(String topic, String organization, Object payload) {
    publish(topic, UuidV7.next(), organization, payload);
  }

  void repeat(String topic, String id, String organization, Object payload) {
    publish(topic, id, organization, payload);
  }

  List<String> titles(Person person) {
    return list(person, "?limit=100")
        .path("items")
        .valueStream()
        .map(one -> one.path("title").asString())
        .toList();
  }

  JsonNode list(Person person, String query) {
    Answer answer = get(person, "/api/v1/notifications" + query);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  void awaitTitle(Person person, String title) {
    Awaitility.await().until(() -> titles(person).contains(title));
  }

  /** Everything queued before has had its effect. */
  void settle(Person person) {
    String title = "Settled " + UuidV7.next();
    tell(person.organization(), person.id(), "system.settled", title);
    awaitTitle(person, title);
  }

  /** The mails in files, to one person. */
  List<String> mails(Person person) {
    Path folder = data.resolve("notification/mail");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .map(RunningNotificationService::read)
          .filter(mail -> mail.contains("To: " + address(person.id())))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).replaceAll("=\r?\n", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int count(String table, String organization) {
    return bean(JdbcClient.class)
        .sql("SELECT count(*) FROM " + table + " WHERE org_id = ?")
        .param(organization)
        .query(Integer.class)
        .single();
  }
}
