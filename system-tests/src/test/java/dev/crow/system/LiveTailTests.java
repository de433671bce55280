package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The live tail as a dashboard and a server see it: through the gateway. */
@ExtendWith(SharedSuite.class)
class LiveTailTests {

  @Test
  void aSignedInPageAndASecretKeySeeTheirOwnEventsPassByAndNobodyElseDoes(RunningSuite suite)
      throws Exception {
    String brand = "live" + UUID.randomUUID().toString().substring(0, 8) + ".example";
    Person owner = Person.owner(suite, brand);
    Person stranger = Person.owner(suite, "other-" + brand);
    String writeKey = key(owner, "\"kind\":\"WRITE\"");
    String secretKey = key(owner, "\"kind\":\"SECRET\",\"permissions\":[\"interactions:read\"]");
    String gateway = suite.api().gateway();
    try (HttpClient http = HttpClient.newHttpClient();
        Stream page = new Stream(http, gateway, "Cookie", cookie(owner));
        Stream server = new Stream(http, gateway, "Authorization", "Bearer " + secretKey);
        Stream foreign = new Stream(http, gateway, "Cookie", cookie(stranger))) {
      for (Stream stream : List.of(page, server, foreign)) {
        assertThat(stream.status).isEqualTo(200);
        assertThat(stream.line()).startsWith("retry:");
      }
      String session = "live-" + UUID.randomUUID();
      HttpResponse<String> answer =
          suite
              .api()
              .exchange(
                  HttpRequest.newBuilder(URI.create(gateway + "/api/v1/ingest/batch"))
                      .header("Authorization", "Bearer " + writeKey)
                      .header("Content-Type", "application/json")
                      .POST(
                          HttpRequest.BodyPublishers.ofString(
                              """
                              {"sessionId":"%s","events":[{"eventId":"%s","type":"click"}]}"""
                                  .formatted(session, UUID.randomUUID()))));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
      assertThat(page.rest()).contains("event: accepted", "event: session-opened", session);
      assertThat(server.rest()).contains("event: accepted", "event: session-opened", session);
      assertThat(foreign.rest()).contains(": nothing new").doesNotContain("data:");
    }
  }

  private static String key(Person owner, String what) {
    HttpResponse<String> made =
        owner.post("/api/v1/auth/api-keys", "{\"name\":\"live\",%s}".formatted(what));
    return owner.json(made).path("key").asString();
  }

  private static String cookie(Person person) {
    return "__Host-crow_session=" + person.session();
  }

  /** Ten seconds of the tail. */
  private static final class Stream implements AutoCloseable {

    private final int status;
    private final BufferedReader lines;

    Stream(HttpClient http, String gateway, String header, String value)
        throws IOException, InterruptedException {
      HttpResponse<InputStream> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(gateway + "/api/v1/live?seconds=10"))
                  .header(header, value)
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
      status = answer.statusCode();
      lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    String line() throws IOException {
      return String.valueOf(lines.readLine());
    }

    /** Until it ends. */
    String rest() {
      return lines.lines().collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
      try {
        lines.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
