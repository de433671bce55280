package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

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

  private final BrowserClient client = new BrowserClient("passkeys");

  @BeforeAll
  void install() throws Exception {
    client.install();
  }

  @Test
  void signInAloneAndAfterThePassword(RunningSuite suite) throws Exception {
    Person person =
        Person.signedUp(
            suite, "robin@p" + UUID.randomUUID().toString().substring(0, 8) + ".example");
    // Not by address: browsers know passkeys of domains only.
    String gateway = suite.api().gateway().replace("127.0.0.1", "localhost");
    JsonNode steps =
        JSON.readTree(
            client.visit(gateway, person.email(), Person.PASSWORD, BrowserClient.chromium()));
    JsonNode expected =
        JSON.readTree(
            """
            {"password":200,"added":201,"recoveryCodes":10,"signedOut":204,"outside":401,
             "byPasskey":200,"who":"%s","confirmed":204,"signedOutAgain":204,"half":401,"both":200}"""
                .formatted(person.email()));
    assertThat(steps).isEqualTo(expected);
  }
}
