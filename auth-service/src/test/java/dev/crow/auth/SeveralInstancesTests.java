package dev.crow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.auth.People.Person;
import dev.crow.contracts.Services;
import dev.crow.objectstore.embedded.EmbeddedS3Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Two instances on one database: whatever one is told, the other knows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeveralInstancesTests {

  @TempDir static Path dir;

  private RunningService one;
  private RunningService other;
  private People people;
  private People elsewhere;

  @BeforeAll
  void start() {
    one = new RunningService(dir);
    String broker = String.join(",", one.bean(KafkaConnectionDetails.class).getBootstrapServers());
    EmbeddedS3Server objects = one.bean(EmbeddedS3Server.class);
    other =
        new RunningService(
            dir,
            "--crow.events.instance-id=1",
            "--spring.kafka.bootstrap-servers=" + broker,
            "--crow.object-store.endpoint=" + objects.endpoint(),
            "--crow.object-store.access-key-id=" + objects.credentials().accessKeyId(),
            "--crow.object-store.secret-access-key=" + objects.credentials().secretAccessKey());
    people = new People(one, dir);
    elsewhere = new People(other, dir);
  }

  @AfterAll
  void stop() {
    other.close();
    one.close();
  }

  @Test
  void countGuessesTogether() {
    people.verified("guessed@several.example");
    String client = "203.0.113.77";
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      for (People instance : List.of(people, elsewhere)) {
        answers.add(
            instance.signIn(client, "guessed@several.example", "Guess-" + i + "-Wrong!").status());
      }
    }
    assertThat(answers).containsExactly(401, 401, 401, 401, 401, 429, 429, 429);
  }

  @Test
  void countGuessesMadeAtOnceTogether() throws Exception {
    people.verified("hurried@several.example");
    List<Callable<Integer>> guesses = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      People instance = i % 2 == 0 ? people : elsewhere;
      guesses.add(
          () ->
              instance
                  .signIn("203.0.113.78", "hurried@several.example", "Guess-9-Wrong!")
                  .status());
    }
    int judged = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var guess : threads.invokeAll(guesses)) {
        judged += guess.get() == 401 ? 1 : 0;
      }
    }
    assertThat(judged).isPositive().isLessThanOrEqualTo(5);
  }

  @Test
  void signWithTheSameKeysAfterEitherChangedThem() {
    assertThat(keys(other)).isEqualTo(keys(one));
    other.post("/internal/signing-keys/rotate", "");
    assertThat(keys(one)).hasSize(2).isEqualTo(keys(other));
    one.post("/internal/signing-keys/rotate", "{\"endAllTokens\":true}");
    assertThat(keys(other)).hasSize(1).isEqualTo(keys(one));
    String secretKey = one.createOrganization().text("secretKey");
    Awaitility.await()
        .untilAsserted(
            () -> {
              String token = other.exchange(secretKey, Services.AUTH).text("token");
              assertThat(one.get("/absent", "Authorization", "Bearer " + token).status())
                  .isEqualTo(404);
            });
  }

  @Test
  void knowEachOthersSessionsPasskeysAndChallenges() {
    Person person = people.join("both@several.example");
    SoftAuthenticator device = new SoftAuthenticator();
    JsonNode options = person.post("/api/v1/auth/passkeys/options", "{}").json();
    Person there = elsewhere.new Person(person.session());
    assertThat(
            there
                .post(
                    "/api/v1/auth/passkeys",
                    "{\"name\":\"Phone\",\"credential\":" + device.create(options) + "}")
                .status())
        .isEqualTo(201);
    JsonNode asked = people.publicly("/api/v1/auth/sign-in/passkey/options", "{}").json();
    assertThat(elsewhere.enterBy(device, asked).isSignedIn()).isTrue();
    assertThat(there.post("/api/v1/auth/sign-out", "").status()).isEqualTo(204);
    assertThat(person.isSignedIn()).isFalse();
  }

  @Test
  void deliverEachMailOnce() {
    for (int i = 0; i < 12; i++) {
      people.signUp("mailed" + i + "@several.example");
    }
    Awaitility.await()
        .until(
            () ->
                one.bean(JdbcClient.class)
                        .sql("SELECT count(*) FROM mails")
                        .query(Integer.class)
                        .single()
                    == 0);
    for (int i = 0; i < 12; i++) {
      assertThat(people.mailsTo("mailed" + i + "@several.example")).hasSize(1);
    }
  }

  private static Set<String> keys(RunningService instance) {
    Set<String> ids = new TreeSet<>();
    instance
        .get("/.well-known/jwks.json")
        .json()
        .path("keys")
        .forEach(key -> ids.add(key.path("kid").asString()));
    return ids;
  }
}
