package dev.crow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.auth.People.Person;
import dev.crow.auth.RunningService.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody tries who wants another's account. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileVisitorTests {

  @TempDir static Path dir;

  private RunningService service;
  private People people;

  @BeforeAll
  void start() {
    service = new RunningService(dir);
    people = new People(service, dir);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void guessesNoFasterFromManyAddresses() {
    people.verified("target@hostile.example");
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      answers.add(signIn("100.64." + i + ".9", "target@hostile.example", "Guess-7-Wrong!"));
    }
    assertThat(answers.subList(0, 30)).containsOnly(401);
    assertThat(answers.subList(30, 40)).containsOnly(429);
    assertThat(signIn("100.65.1.1", "nobody@hostile.example", "Guess-7-Wrong!")).isEqualTo(401);
  }

  @Test
  void locksNobodyOutFromWhereTheyUsuallyAre() {
    people.verified("victim@hostile.example");
    assertThat(signIn("192.0.2.10", "victim@hostile.example", People.PASSWORD)).isEqualTo(200);
    for (int i = 0; i < 32; i++) {
      signIn("100.66." + i + ".9", "victim@hostile.example", "Guess-7-Wrong!");
    }
    assertThat(signIn("100.66.99.9", "victim@hostile.example", People.PASSWORD)).isEqualTo(429);
    assertThat(signIn("192.0.2.77", "victim@hostile.example", People.PASSWORD)).isEqualTo(200);
  }

  @Test
  void triesFewCodesHoweverManyChallengesThePasswordGives() {
    Person person = people.join("coded@hostile.example");
    SoftAuthenticator device = new SoftAuthenticator();
    assertThat(
            person
                .post(
                    "/api/v1/auth/passkeys",
                    "{\"name\":\"Phone\",\"credential\":"
                        + device.create(person.post("/api/v1/auth/passkeys/options", "{}").json())
                        + "}")
                .status())
        .isEqualTo(201);
    List<Integer> answers = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      String client = "100.67." + round + ".9";
      String challenge =
          people.signIn(client, "coded@hostile.example", People.PASSWORD).text("challenge");
      for (int i = 0; i < 4; i++) {
        answers.add(
            people
                .publicly(
                    client,
                    "/api/v1/auth/sign-in/email",
                    "{\"challenge\":\"%s\",\"code\":\"%06d\"}".formatted(challenge, i))
                .status());
      }
    }
    assertThat(answers.subList(0, 10)).containsOnly(401);
    assertThat(answers.subList(10, 16)).containsOnly(429);
  }

  @Test
  void cannotKeepWarningsAwayByUsingUpTheMails() {
    Person person = people.join("flooded@hostile.example");
    for (int i = 0; i < 25; i++) {
      people.publicly(
          "/api/v1/auth/request-password-reset", "{\"email\":\"flooded@hostile.example\"}");
    }
    Awaitility.await().until(() -> people.mailsTo("flooded@hostile.example").size() >= 20);
    assertThat(
            person
                .post(
                    "/api/v1/auth/change-password",
                    """
                    {"currentPassword":"%s","newPassword":"Reiher-8-Ufer!"}"""
                        .formatted(People.PASSWORD))
                .status())
        .isEqualTo(204);
    Awaitility.await()
        .until(
            () ->
                people.mailsTo("flooded@hostile.example").stream()
                    .anyMatch(mail -> mail.contains("Subject: Your password was changed")));
    assertThat(people.mailsTo("flooded@hostile.example")).hasSize(21);
  }

  @Test
  void cannotUseOurMailsToSendItsOwnLink() {
    assertThat(
            people
                .publicly(
                    "/api/v1/auth/sign-up/email",
                    """
                    {"name":"win at https://evil.example/now or www.evil.example",
                     "email":"reader@hostile.example","password":"%s"}"""
                        .formatted(People.PASSWORD))
                .status())
        .isEqualTo(202);
    people.linkTo("reader@hostile.example", "verify-email");
    assertThat(people.mailsTo("reader@hostile.example"))
        .singleElement()
        .asString()
        .contains("win at")
        .doesNotContain("evil.example", "https://evil");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada\u202eadA",
        "Ada\u0085To: x",
        "Ada\u2028x",
        "A\u200bda",
        "\u2066Ada",
        "Ada\ufeff",
        "<b>Ada</b>"
      })
  void refusesNamesThatShowOtherThanTheyAre(String name) {
    assertThat(
            people
                .publicly(
                    "/api/v1/auth/sign-up/email",
                    """
                    {"name":"%s","email":"names@hostile.example","password":"%s"}"""
                        .formatted(name, People.PASSWORD))
                .status())
        .isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice\u212a@hostile.example",
        "\u0131vy@hostile.example",
        "\uff41da@hostile.example",
        "ada@hosti\u2113e.example",
        "ada@\u212aranich.example",
        "ada@hostile\u3002example",
        "ada\u00ad@hostile.example",
        "ada@hostile.example\u200b",
        "ada\u0000@hostile.example",
        "\"a da\"@hostile.example",
        "ada@[127.0.0.1]",
        "ada@hostile.example\r\nBcc: x@y.example",
        "ada@hostile.example,eve@evil.example",
        "ada@evil.example@hostile.example"
      })
  void refusesAddressesThatMightBeTakenForAnothers(String address) {
    String escaped =
        address
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\r", "\\r")
            .replace("\n", "\\n")
            .replace("\0", "\\u0000");
    Answer answer =
        people.publicly(
            "/api/v1/auth/sign-up/email",
            """
            {"name":"Ada","email":"%s","password":"%s"}"""
                .formatted(escaped, People.PASSWORD));
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
  }

  @Test
  void learnsNothingFromResetsOfUnknownAddresses() {
    people.verified("known@hostile.example");
    Set<String> answers = new HashSet<>();
    for (String who : List.of("known", "unknown")) {
      Answer answer =
          people.publicly(
              "/api/v1/auth/request-password-reset", "{\"email\":\"" + who + "@hostile.example\"}");
      answers.add(answer.status() + answer.body() + answer.http().headers().map().keySet());
    }
    assertThat(answers).hasSize(1);
    people.linkTo("known@hostile.example", "reset-password");
    assertThat(people.mailsTo("unknown@hostile.example")).isEmpty();
  }

  private int signIn(String client, String email, String password) {
    return people.signIn(client, email, password).status();
  }
}
