package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signing up, setting up and signing in as people do it, with headless Chromium, mails and a
 * virtual authenticator; and the pages that anybody may read.
 */
@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthClientTests {

  private final BrowserClient client = new BrowserClient("auth-client");
  private RunningSuite suite;

  @BeforeAll
  void install(RunningSuite running) throws Exception {
    suite = running;
    client.install();
  }

  @Test
  void leadsFromNothingToTheFirstEventAndInvitesATeam() throws Exception {
    JsonNode seen = visit("walk");
    assertThat(seen.path("prefilled").asBoolean()).isTrue();
    assertThat(seen.path("wrong").asString()).contains("e-mail address or password is wrong");
    assertThat(seen.path("price").asInt()).isPositive();
    assertThat(seen.path("line").asString())
        .isEqualTo("<script async src=\"GATEWAY/sdk/crow.js\" data-key=\"KEY\"></script>");
    assertThat(seen.path("waiting").asBoolean()).as("nobody goes on without an event").isTrue();
    assertThat(seen.path("keptLine").asBoolean()).as("a reload keeps the line").isTrue();
    assertThat(seen.path("arrived").asString()).contains("page_view").contains("http://localhost");
    assertThat(seen.path("fault").asString()).contains("nobody");
    assertThat(seen.path("leadsTo").asString()).isEqualTo("/dashboard");
    assertThat(seen.path("invited").asString()).isEqualTo("Join Vale Teas");
    assertThat(seen.path("fixed").asBoolean()).isTrue();
    assertThat(seen.path("memberOf").asString()).isEqualTo(seen.path("ownerOf").asString());
    assertQuiet(seen);
  }

  @Test
  void aPageOfOurOwnServesWhoeverHasNoSiteAtHand() throws Exception {
    JsonNode seen = visit("tryPage");
    assertThat(seen.path("arrived").asString()).contains("/auth/try");
    assertQuiet(seen);
  }

  @Test
  void passkeysCodesAndForgottenPasswordsWork() throws Exception {
    JsonNode seen = visit("factors");
    assertThat(seen.path("recoveryCodes").asInt()).isEqualTo(10);
    for (String way :
        new String[] {"byPasskey", "codesOn", "byRecoveryCode", "passkeyAfterPassword"}) {
      assertThat(seen.path(way).asBoolean()).as(way).isTrue();
    }
    assertThat(seen.path("tokenInAddress").asBoolean(true)).isFalse();
    assertThat(seen.path("usedLink").asString()).isEqualTo("This link was used or has expired");
    assertQuiet(seen);
  }

  @Test
  void aSignInLeadsBackAndToNobodyElsesSite() throws Exception {
    JsonNode seen = visit("next");
    assertThat(seen.path("kept").toString()).isEqualTo("[0,0,0,0,1]");
    assertThat(seen.path("leadsTo").asString()).isEqualTo("/dashboard/live?x=1");
    assertThat(seen.path("backAgain").asBoolean()).isTrue();
    assertQuiet(seen);
  }

  @Test
  void everyPageIsAccessibleInLightAndDarkOnPhoneAndDesk() throws Exception {
    JsonNode seen = visit("pages");
    assertThat(seen.path("found")).as("violations").isEmpty();
    assertThat(seen.path("wide")).as("pages wider than the screen").isEmpty();
    assertQuiet(seen);
  }

  @Test
  void theLandingPageAndTheDocumentationAnswerWithoutAskingAnybodyElse() throws Exception {
    JsonNode seen = visit("landing");
    assertThat(seen.path("paint").asDouble()).isPositive();
    assertThat(seen.path("title").asString()).startsWith("CROW");
    assertThat(seen.path("prices").toString()).contains("$60");
    assertThat(seen.path("yearly").asBoolean()).isTrue();
    assertThat(seen.path("found").asString()).startsWith("/docs/");
    assertThat(seen.path("opened").asString()).startsWith("/docs/");
    assertThat(seen.path("operation").asString()).isEqualTo("/api/v1/auth/sign-in/email");
    assertThat(seen.path("command").asString()).contains("curl", "robin@shop.example");
    assertThat(seen.path("operations").asInt()).isGreaterThan(100);
    assertThat(seen.path("filtered").asInt()).isEqualTo(1);
    assertQuiet(seen);
  }

  /** Nothing went wrong in the page, and nobody but the suite was asked for anything. */
  private static void assertQuiet(JsonNode seen) {
    assertThat(seen.path("problems")).as("errors in the page").isEmpty();
    assertThat(seen.path("foreign")).as("requests to others").isEmpty();
  }

  private JsonNode visit(String scenario) throws Exception {
    // Not by address: browsers know passkeys of domains only.
    String gateway = suite.api().gateway().replace("127.0.0.1", "localhost");
    String mails = suite.data().resolve("auth").resolve("mail").toString();
    return JsonMapper.shared()
        .readTree(client.visit(gateway, BrowserClient.chromium(), mails, scenario));
  }
}
