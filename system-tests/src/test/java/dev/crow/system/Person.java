package dev.crow.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Somebody with an account, who signs up and in as people do: by the public API and by mail. */
final class Person {

  static final String PASSWORD = "Quartz-Lantern-47-" + UUID.randomUUID();

  private static final Pattern LINK = Pattern.compile("/verify-email#token=([A-Za-z0-9_-]{43})");

  private final RunningSuite suite;
  private final Api api;
  private final String email;
  private String session = "";

  private Person(RunningSuite suite, String email) {
    this.suite = suite;
    this.api = suite.api();
    this.email = email;
  }

  /** With an account and a session; the organization is a draft, or that of who invited them. */
  static Person signedUp(RunningSuite suite, String email) {
    Person person = new Person(suite, email);
    person.expect(
        202,
        person.post(
            "/api/v1/auth/sign-up/email",
            "{\"name\":\"Robin Vale\",\"email\":\"%s\",\"password\":\"%s\"}"
                .formatted(email, PASSWORD)));
    person.expect(
        204,
        person.post(
            "/api/v1/auth/verify-email", "{\"token\":\"%s\"}".formatted(person.mailedToken())));
    person.signIn();
    return person;
  }

  /** The owner of a new organization that every service knows of. */
  static Person owner(RunningSuite suite, String domain) {
    Person owner = signedUp(suite, "owner@" + domain);
    owner.expect(
        200, owner.put("/api/v1/auth/onboarding/steps/profile", 0, "{\"name\":\"Robin Vale\"}"));
    owner.expect(
        200,
        owner.put(
            "/api/v1/auth/onboarding/steps/organization",
            1,
            "{\"name\":\"%s\"}".formatted(domain)));
    for (String path : new String[] {"/api/v1/users/me", "/api/v1/organizations/me"}) {
      Awaitility.await().until(() -> owner.get(path).statusCode() == 200);
    }
    return owner;
  }

  /** Invites somebody, who signs up and becomes a member. */
  Person invites(String address) {
    expect(200, post("/api/v1/auth/team-invitations", "{\"emails\":[\"%s\"]}".formatted(address)));
    Person member = signedUp(suite, address);
    Awaitility.await().until(() -> member.get("/api/v1/users/me").statusCode() == 200);
    return member;
  }

  void signIn() {
    JsonNode unused =
        api.json(
            expect(
                200,
                post(
                    "/api/v1/auth/sign-in/email",
                    "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD))));
    if (unused.path("csrfToken").asString().isEmpty()) {
      throw new AssertionError("a sign-in answers a CSRF token");
    }
  }

  String session() {
    return session;
  }

  void useSession(String token) {
    session = token;
  }

  String email() {
    return email;
  }

  HttpResponse<String> get(String path) {
    return api.readAs(path, session);
  }

  HttpResponse<String> post(String path, String body) {
    HttpResponse<String> answer = send("POST", path, body, Map.of());
    answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("__Host-crow_session="))
        .map(cookie -> cookie.substring("__Host-crow_session=".length(), cookie.indexOf(';')))
        .forEach(token -> session = token);
    return answer;
  }

  HttpResponse<String> put(String path, int version, String body) {
    return send("PUT", path, body, Map.of("If-Match", "\"" + version + "\""));
  }

  HttpResponse<String> delete(String path) {
    return send("DELETE", path, null, Map.of());
  }

  JsonNode json(HttpResponse<String> answer) {
    return api.json(answer);
  }

  HttpResponse<String> expect(int status, HttpResponse<String> answer) {
    if (answer.statusCode() != status) {
      throw new AssertionError(
          answer.request().method()
              + " "
              + answer.uri()
              + " answered "
              + answer.statusCode()
              + " instead of "
              + status
              + ": "
              + answer.body());
    }
    return answer;
  }

  private HttpResponse<String> send(
      String method, String path, @Nullable String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api.gateway() + path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (!session.isEmpty()) {
      request.header("Authorization", "Bearer " + session);
    }
    headers.forEach(request::header);
    return api.exchange(request);
  }

  /** The token in the newest mail to this person. */
  private String mailedToken() {
    Path mails = suite.data().resolve("auth").resolve("mail");
    return Awaitility.await()
        .ignoreExceptions()
        .until(
            () -> {
              try (Stream<Path> files = Files.list(mails)) {
                return files
                    .sorted()
                    .map(Person::text)
                    .filter(mail -> mail.contains("To: " + email))
                    .map(LINK::matcher)
                    .filter(Matcher::find)
                    .map(found -> found.group(1))
                    .reduce("", (_, later) -> later);
              }
            },
            token -> !token.isEmpty());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8)
          .replace("=\r\n", "")
          .replace("=3D", "=");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
