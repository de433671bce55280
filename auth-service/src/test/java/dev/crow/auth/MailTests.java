package dev.crow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.crow.auth.People.Person;
import dev.crow.auth.RunningService.Answer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(OutputCaptureExtension.class)
class MailTests {

  @TempDir Path dir;

  @Test
  void losesNoMailWhileTheServerIsAwayAndKeepsNoLinkInClear() throws Exception {
    int port = freePort();
    ServerSetup setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    try (RunningService service =
        new RunningService(dir, "--spring.mail.host=127.0.0.1", "--spring.mail.port=" + port)) {
      People people = new People(service, dir);
      Answer answer =
          people.publicly(
              "/api/v1/auth/sign-up/email",
              """
              {"name":"Ada & Co \\"x\\"","email":"ada@smtp.example","password":"%s"}"""
                  .formatted(People.PASSWORD));
      assertThat(answer.status()).isEqualTo(202);
      JdbcClient jdbc = service.bean(JdbcClient.class);
      Awaitility.await()
          .until(
              () -> jdbc.sql("SELECT max(attempts) FROM mails").query(Integer.class).single() > 0);
      GreenMail smtp = new GreenMail(setup);
      smtp.start();
      try {
        assertThat(smtp.waitForIncomingEmail(Duration.ofSeconds(15).toMillis(), 1)).isTrue();
        MimeMessage mail = smtp.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Confirm your e-mail address");
        assertThat(mail.getAllRecipients())
            .extracting("address")
            .containsExactly("ada@smtp.example");
        String body = GreenMailUtil.getBody(mail).replaceAll("=\r?\n", "");
        assertThat(body)
            .contains("Hello Ada & Co \"x\",", "Hello Ada &amp; Co &quot;x&quot;,")
            .contains("http://localhost:8000/auth/verify-email#token=");
        String token = body.replaceAll("(?s).*?#token=(?:3D)?([A-Za-z0-9_-]{43}).*", "$1");
        Awaitility.await()
            .until(() -> jdbc.sql("SELECT count(*) FROM mails").query(Integer.class).single() == 0);
        assertNowhere(token);
        assertThat(people.publicly("/api/v1/auth/verify-email", People.tokenJson(token)).status())
            .isEqualTo(204);
      } finally {
        smtp.stop();
      }
    }
  }

  @Test
  void writesNoSecretAnywhere(CapturedOutput output) throws IOException {
    String secret;
    Person person;
    Answer entered;
    String link;
    try (RunningService service =
        new RunningService(dir, "--logging.level.dev.crow=TRACE", "--debug", "--trace")) {
      People people = new People(service, dir);
      people.verified("quiet@secret.example");
      link = people.linkTo("quiet@secret.example", "verify-email");
      entered = people.signIn(people.client(), "quiet@secret.example", People.PASSWORD);
      people.signIn(people.client(), "quiet@secret.example", "Guessed-9-Wrong!");
      person = people.new Person(People.cookie(entered, "__Host-crow_session"));
      secret =
          person
              .post(
                  "/api/v1/auth/second-factor/enrol", "{\"password\":\"" + People.PASSWORD + "\"}")
              .text("secret");
      assertThat(secret).hasSize(32);
      String session = person.session();
      for (String hidden : List.of(People.PASSWORD, "Guessed-9-Wrong!", session, secret, link)) {
        assertThat(output.getAll()).doesNotContain(hidden);
        assertNowhere(hidden);
      }
      assertThat(output.getAll()).doesNotContain(entered.text("csrfToken"), "argon2id");
    }
    try (RunningService again = new RunningService(dir)) {
      assertThat(again.bean(dev.crow.auth.session.Sessions.class).authenticate(person.session()))
          .isPresent();
    }
    assertNowhere(person.session());
  }

  /** In no file but the mails that stand for the way to their reader. */
  private void assertNowhere(String secret) throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      List<Path> regular =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.startsWith(dir.resolve("auth/mail")))
              .toList();
      assertThat(regular).hasSizeGreaterThan(3);
      for (Path file : regular) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.getFileName().toString())
            .doesNotContain(secret);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
