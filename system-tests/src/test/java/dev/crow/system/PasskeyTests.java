package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Passkeys as a browser makes and uses them: headless Chromium with a virtual authenticator. */
@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasskeyTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path CLIENT = Path.of("clients", "passkeys").toAbsolutePath();

  @BeforeAll
  void install() throws Exception {
    if (!Files.exists(CLIENT.resolve("node_modules/playwright-core"))) {
      Browser.run(CLIENT, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
    }
  }

  @Test
  void signInAloneAndAfterThePassword(RunningSuite suite) throws Exception {
    Person person =
        Person.signedUp(
            suite, "robin@p" + UUID.randomUUID().toString().substring(0, 8) + ".example");
    // Not by address: browsers know passkeys of domains only.
    String gateway = suite.api().gateway().replace("127.0.0.1", "localhost");
    String output =
        Browser.run(
            CLIENT,
            List.of(
                "node",
                "passkeys.mjs",
                gateway,
                person.email(),
                Person.PASSWORD,
                Browser.chromium()));
    JsonNode steps = JSON.readTree(output.lines().toList().getLast());
    JsonNode expected =
        JSON.readTree(
            """
            {"password":200,"added":201,"recoveryCodes":10,"signedOut":204,"outside":401,
             "byPasskey":200,"who":"%s","confirmed":204,"signedOutAgain":204,"half":401,"both":200}"""
                .formatted(person.email()));
    assertThat(steps).isEqualTo(expected);
  }
}
