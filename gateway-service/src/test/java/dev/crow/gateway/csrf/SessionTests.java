package dev.crow.gateway.csrf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.gateway.FakeService;
import dev.crow.gateway.Gateway;
import dev.crow.gateway.SharedGateway;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedGateway.class)
class SessionTests {

  private static final String JSON = "Content-Type: application/json";
  private static final String CLIENT = "http://localhost:3002";
  private static final String ME = "/api/v1/users/me";
  private static final String SIGN_IN = "/api/v1/auth/sign-in/email";

  private final Gateway gateway;
  private final String session;
  private final String cookie;
  private final String csrf;

  SessionTests(Gateway gateway) {
    this.gateway = gateway;
    this.session = gateway.auth.session("user-1");
    this.cookie = "Cookie: a=b; __Host-crow_session=" + session + "; __Host-crow_csrf=x";
    this.csrf = "X-CSRF-Token: " + ForgeryGuard.tokenOf(session);
  }

  @Test
  void knowsASessionByItsCookieOrAsABearer() {
    assertThat(gateway.get(ME, cookie).status()).isEqualTo(202);
    assertThat(gateway.get(ME, "Authorization: Bearer " + session).status()).isEqualTo(202);
    assertThat(gateway.webIngest.last().header("Authorization"))
        .isEqualTo("Bearer token-for-user-service");
    assertThat(gateway.webIngest.last().headers()).doesNotContainKey("cookie");
  }

  @Test
  void whoChangesTheirAccountIsLookedUpAnewAtOnce() {
    String path = "/api/v1/auth/onboarding/steps/organization";
    assertThat(gateway.get(ME, cookie).status()).isEqualTo(202);
    long asked = gateway.auth.timesAsked(session);
    assertThat(gateway.get(ME, cookie).status()).isEqualTo(202);
    assertThat(gateway.auth.timesAsked(session)).as("known").isEqualTo(asked);
    assertThat(gateway.post(path, "{}", cookie, csrf).status()).isBetween(200, 299);
    assertThat(gateway.get(ME, cookie).status()).isEqualTo(202);
    assertThat(gateway.auth.timesAsked(session))
        .as("once for auth-service, once more")
        .isEqualTo(asked + 2);
  }

  @Test
  void theProofAgainstForgeryIsTheOneThatIsAgreedOn() {
    // base64url(HMAC-SHA256("AAAA…A" (43), "crow-csrf")), made with another tool.
    assertThat(ForgeryGuard.tokenOf("A".repeat(43))).isEqualTo(EXPECTED);
  }

  private static final String EXPECTED = "Iuj4MJU8Sy3NMQeieiSQA_-V-qzltzrvs0QRpcSLX8k";

  @Test
  void aCookieNeedsAProofThatOurPageSentIt() {
    assertThat(gateway.post(ME, "{}", cookie).problem()).isEqualTo("403 csrf");
    assertThat(gateway.post(ME, "{}", cookie, "X-CSRF-Token: " + "A".repeat(43)).problem())
        .isEqualTo("403 csrf");
    assertThat(gateway.webIngest.received()).isEmpty();
    assertThat(gateway.post(ME, "{}", cookie, csrf).status()).isEqualTo(202);
    assertThat(gateway.webIngest.last().headers()).doesNotContainKey("x-csrf-token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH", "DELETE", "POST"})
  void everyMethodThatChangesSomethingNeedsIt(String method) {
    assertThat(gateway.send(method, ME, null, cookie).problem()).isEqualTo("403 csrf");
    assertThat(gateway.send(method, ME, null, cookie, csrf).status()).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://localhost:3002.evil.example",
        "Sec-Fetch-Site: cross-site"
      })
  void aRightProofFromAForeignPageIsRefused(String header) {
    assertThat(gateway.post(ME, "{}", cookie, csrf, header).problem()).isEqualTo("403 csrf");
    assertThat(gateway.webIngest.received()).isEmpty();
  }

  @Test
  void ourOwnPagesPassAndReadTheAnswer() {
    Gateway.Answer answer =
        gateway.post(ME, "{}", cookie, csrf, "Origin: " + CLIENT, "Sec-Fetch-Site: same-site");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(CLIENT);
    assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
  }

  @Test
  void aBearerNeedsNoProof() {
    assertThat(gateway.post(ME, "{}", "Authorization: Bearer " + session).status()).isEqualTo(202);
  }

  @Test
  void refusesTwoCredentialsThatDiffer() {
    assertThat(gateway.get(ME, cookie, "X-API-Key: " + gateway.auth.secretKey()).problem())
        .isEqualTo("400 ambiguous-credentials");
    assertThat(
            gateway
                .get(ME, cookie, "Authorization: Bearer " + gateway.auth.session("user-2"))
                .problem())
        .isEqualTo("400 ambiguous-credentials");
    assertThat(
            gateway
                .get(ME, cookie, "Cookie: __Host-crow_session=" + gateway.auth.session("user-2"))
                .problem())
        .isEqualTo("400 ambiguous-credentials");
    assertThat(gateway.get(ME, cookie, "Authorization: Bearer " + session).status()).isEqualTo(202);
  }

  @Test
  void saysThatASessionHasEnded() {
    String unknown = "B".repeat(43);

    assertThat(gateway.get(ME, "Cookie: __Host-crow_session=" + unknown).problem())
        .isEqualTo("401 session-ended");
    assertThat(gateway.get(ME, "Authorization: Bearer " + unknown).problem())
        .isEqualTo("401 session-ended");
    assertThat(gateway.get(ME, "Cookie: __Host-crow_session=short").problem())
        .isEqualTo("401 session-ended");
  }

  @Test
  void aSessionSendsNoEvents() {
    assertThat(gateway.post("/batch", "{}", cookie, csrf).problem())
        .isEqualTo("403 insufficient-scope");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sign-up/email",
        "sign-in/email",
        "verify-email",
        "request-password-reset",
        "reset-password",
        "resend-verification",
        "invitations/preview"
      })
  void anybodyMayBecomeKnownWhateverTheyShow(String operation) {
    Gateway.Answer answer =
        gateway.post(
            "/api/v1/auth/" + operation,
            "{}",
            JSON,
            cookie,
            "Authorization: Bearer crow_sk_nonsense");

    assertThat(answer.status()).isEqualTo(202);
    FakeService.Received received = gateway.auth.accounts.last();
    assertThat(received.header("Authorization")).isEqualTo("Bearer token-for-auth-service");
    assertThat(received.headers()).doesNotContainKey("cookie");
    assertThat(gateway.auth.timesAsked("127.0.0.1")).isEqualTo(1);
  }

  @Test
  void theRestOfAuthServiceNeedsASession() {
    assertThat(gateway.get("/api/v1/auth/get-session").problem()).isEqualTo("401 unauthenticated");
    assertThat(gateway.get("/api/v1/auth/get-session", cookie).status()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, 415 unsupported-media-type",
    "application/x-www-form-urlencoded, 415 unsupported-media-type",
    "multipart/form-data; boundary=b, 415 unsupported-media-type",
    "application/jsonp, 415 unsupported-media-type"
  })
  void aPlainFormSignsNobodyIn(String type, String problem) {
    assertThat(
            gateway
                .send("POST", SIGN_IN, new StringEntity("{}"), "Content-Type: " + type)
                .problem())
        .isEqualTo(problem);
    assertThat(gateway.auth.accounts.received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Origin: https://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site"})
  void aForeignPageSignsNobodyIn(String header) {
    assertThat(gateway.post(SIGN_IN, "{}", JSON, header).problem()).isEqualTo("403 csrf");
    assertThat(gateway.auth.accounts.received()).isEmpty();
  }

  @Test
  void onlyAuthServiceSetsOnlyOurCookies() {
    gateway.auth.accounts.answer(SessionTests::setCookies);
    gateway.webIngest.answer(SessionTests::setCookies);

    assertThat(gateway.post(SIGN_IN, "{}", JSON).headers().get("Set-Cookie"))
        .containsExactly(
            "__Host-crow_session=a; Secure; HttpOnly; SameSite=Lax; Path=/",
            "__Host-crow_csrf=b; Secure; SameSite=Lax; Path=/");
    assertThat(gateway.get(ME, cookie).headers()).doesNotContainKey("Set-Cookie");
  }

  private static void setCookies(com.sun.net.httpserver.HttpExchange exchange)
      throws java.io.IOException {
    for (String value :
        new String[] {
          "__Host-crow_session=a; Secure; HttpOnly; SameSite=Lax; Path=/",
          "tracking=1",
          "__Host-crow_csrf=b; Secure; SameSite=Lax; Path=/"
        }) {
      exchange.getResponseHeaders().add("Set-Cookie", value);
    }
    exchange.sendResponseHeaders(204, -1);
  }
}
