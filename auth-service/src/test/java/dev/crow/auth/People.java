package dev.crow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.auth.RunningService.Answer;
import dev.crow.auth.session.ActiveSession;
import dev.crow.auth.session.Sessions;
import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.security.InternalTokens;
import dev.crow.security.Seal;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.OctetPrivateJwk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Does what people do, through the tokens the gateway would show for them. */
final class People {

  static final String PASSWORD = "Kranich-7-Teich!";
  private static final Pattern LINK = Pattern.compile("#token=(?:3D)?([A-Za-z0-9_-]{43})");

  private final AtomicInteger clients = new AtomicInteger();
  private final RunningService service;
  private final Path dataDir;

  People(RunningService service, Path dataDir) {
    this.service = service;
    this.dataDir = dataDir;
  }

  /** An address of its own for each, so that limits per client do not meet other tests. */
  String client() {
    int n = clients.incrementAndGet();
    return "198.51." + n / 250 + "." + (n % 250 + 1);
  }

  Answer publicly(String path, String json) {
    return publicly(client(), path, json);
  }

  Answer publicly(String client, String path, String json) {
    return service.post(path, json, "Authorization", "Bearer " + publicToken(client));
  }

  String publicToken(String client) {
    return token("none", client, "PUBLIC", List.of(Permissions.PUBLIC), Map.of());
  }

  Answer signUp(String email) {
    return publicly(
        "/api/v1/auth/sign-up/email",
        """
        {"name":"Ada","email":"%s","password":"%s"}"""
            .formatted(email, PASSWORD));
  }

  void verified(String email) {
    assertThat(signUp(email).status()).isEqualTo(202);
    Answer answer = publicly("/api/v1/auth/verify-email", tokenJson(linkTo(email, "verify-email")));
    assertThat(answer.status()).as(answer.body()).isEqualTo(204);
  }

  Answer signIn(String client, String email, String password) {
    return publicly(
        client,
        "/api/v1/auth/sign-in/email",
        """
        {"email":"%s","password":"%s"}"""
            .formatted(email, password));
  }

  /** Signs in a new person of that address. */
  Person join(String email) {
    verified(email);
    return enter(email);
  }

  Person enter(String email) {
    Answer answer = signIn(client(), email, PASSWORD);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return new Person(cookie(answer, "__Host-crow_session"));
  }

  /** Signs in by passkey alone. */
  Person enterBy(SoftAuthenticator device, JsonNode options) {
    Answer answer =
        publicly("/api/v1/auth/sign-in/passkey", "{\"credential\":" + device.get(options) + "}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return new Person(cookie(answer, "__Host-crow_session"));
  }

  /** Signs in a new person, whose organization is founded. */
  Person founder(String email) {
    Person person = join(email);
    assertThat(
            person
                .send(
                    "PUT",
                    "/api/v1/auth/onboarding/steps/profile",
                    "{\"name\":\"Ada\"}",
                    "If-Match",
                    "\"0\"")
                .status())
        .isEqualTo(200);
    assertThat(
            person
                .send(
                    "PUT",
                    "/api/v1/auth/onboarding/steps/organization",
                    "{\"name\":\"Founded\"}",
                    "If-Match",
                    "\"1\"")
                .status())
        .isEqualTo(200);
    return person;
  }

  static String cookie(Answer answer, String name) {
    return answer.http().headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(name + "="))
        .map(cookie -> cookie.substring(name.length() + 1, cookie.indexOf(';')))
        .findFirst()
        .orElseThrow();
  }

  static String tokenJson(String token) {
    return "{\"token\":\"" + token + "\"}";
  }

  /** The token in the newest mail to an address that leads to a page. */
  String linkTo(String email, String page) {
    return Awaitility.await()
        .until(
            () ->
                mailsTo(email).reversed().stream()
                    .filter(mail -> mail.contains("/" + page + "#token"))
                    .map(LINK::matcher)
                    .filter(Matcher::find)
                    .map(found -> found.group(1))
                    .findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  /** Mails to an address, oldest first, with the lines joined that were broken for the way. */
  List<String> mailsTo(String email) {
    Path folder = dataDir.resolve("auth/mail");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<String> mails = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith("eml")).sorted().toList()) {
        if (file.getFileName().toString().startsWith(".")) {
          continue;
        }
        String mail = Files.readString(file, StandardCharsets.UTF_8);
        if (mail.contains("To: " + email + "\r\n") || mail.contains("To: " + email + "\n")) {
          mails.add(mail.replaceAll("=\r?\n", ""));
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return mails;
  }

  /** Signs as auth-service does, with the key in its database. */
  String token(
      String organization,
      String subject,
      String kind,
      Collection<String> permissions,
      Map<String, String> attributes) {
    String sealed =
        service
            .bean(JdbcClient.class)
            .sql("SELECT content FROM signing_keys")
            .query(String.class)
            .single();
    OctetPrivateJwk<?, ?> key =
        (OctetPrivateJwk<?, ?>)
            Jwks.parser()
                .build()
                .parse(
                    JsonMapper.shared()
                        .readTree(service.bean(Seal.class).open(sealed, "signing-keys"))
                        .at("/keys/0/jwk")
                        .asString());
    return Jwts.builder()
        .header()
        .type(InternalTokens.TYPE)
        .keyId(key.getId())
        .and()
        .issuer(InternalTokens.ISSUER)
        .audience()
        .add(Services.AUTH)
        .and()
        .subject(subject)
        .claim(InternalTokens.ORGANIZATION, organization)
        .claim(InternalTokens.KIND, kind)
        .claim(InternalTokens.PERMISSIONS, List.copyOf(permissions))
        .claim(InternalTokens.ATTRIBUTES, attributes)
        .issuedAt(Date.from(Instant.now()))
        .expiration(Date.from(Instant.now().plusSeconds(300)))
        .id(UUID.randomUUID().toString())
        .signWith(key.toKey(), Jwts.SIG.EdDSA)
        .compact();
  }

  /** Somebody who is signed in. Asks for a token at each request, as the gateway would. */
  final class Person {

    private final String session;

    Person(String session) {
      this.session = session;
    }

    String session() {
      return session;
    }

    boolean isSignedIn() {
      return service.bean(Sessions.class).authenticate(session).isPresent();
    }

    ActiveSession active() {
      return service.bean(Sessions.class).authenticate(session).orElseThrow();
    }

    Answer get(String path) {
      return service.get(path, "Authorization", "Bearer " + token());
    }

    Answer post(String path, String json) {
      return service.post(path, json, "Authorization", "Bearer " + token());
    }

    Answer send(String method, String path, String json, String... headers) {
      List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + token()));
      all.addAll(List.of(headers));
      return service.send(method, path, json, all.toArray(String[]::new));
    }

    private String token() {
      ActiveSession active = active();
      return People.this.token(
          active.organizationId(),
          active.userId(),
          "SESSION",
          active.onboarded()
              ? active.permissions().granted(active.role())
              : List.of(Permissions.SELF_MANAGE, Permissions.ONBOARDING_MANAGE),
          Map.of("session", active.sessionId(), "role", active.role().name()));
    }
  }
}
