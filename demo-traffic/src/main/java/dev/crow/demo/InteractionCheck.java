package dev.crow.demo;

import dev.crow.demo.driver.Pauses;
import dev.crow.demo.session.GroundTruth;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Waits until the suite tells of every session that was sent. */
final class InteractionCheck {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final URI gateway;
  private final String key;
  private final Clock clock;
  private final Pauses pauses;
  private final HttpClient http;
  private final JsonMapper json = JsonMapper.builder().build();

  InteractionCheck(HttpClient http, URI gateway, String key, Clock clock, Pauses pauses) {
    this.http = http;
    this.gateway = gateway;
    this.key = key;
    this.clock = clock;
    this.pauses = pauses;
  }

  /** {@return what was there when it was complete or the time was over} */
  Found await(List<GroundTruth> sent, Duration longest) throws InterruptedException {
    Instant deadline = clock.instant().plus(longest);
    while (true) {
      Found found = look(sent);
      if (found.isComplete() || clock.instant().isAfter(deadline)) {
        return found;
      }
      pauses.pause(BETWEEN_LOOKS);
    }
  }

  private Found look(List<GroundTruth> sent) throws InterruptedException {
    Map<String, Integer> events = new HashMap<>();
    Instant from = sent.stream().map(GroundTruth::startedAt).min(Instant::compareTo).orElseThrow();
    Instant to = sent.stream().map(GroundTruth::startedAt).max(Instant::compareTo).orElseThrow();
    String first = "/api/v1/interactions?limit=100&from=" + from + "&to=" + to.plusSeconds(1);
    try {
      String path = first;
      while (!path.isEmpty()) {
        JsonNode page = get(path);
        page.path("items")
            .forEach(
                item ->
                    events.merge(
                        item.path("sessionId").asString(""),
                        item.path("eventCount").asInt(0),
                        Integer::sum));
        String cursor = page.path("nextCursor").asString("");
        path =
            cursor.isEmpty()
                ? ""
                : first + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
      }
    } catch (IOException | JacksonException _) {
      // The suite may be busy or starting again; what was seen so far counts, and we look again.
    }
    return found(sent, events);
  }

  private static Found found(List<GroundTruth> sent, Map<String, Integer> events) {
    int sessions = 0;
    int whole = 0;
    for (GroundTruth truth : sent) {
      Integer told = events.get(truth.sessionId());
      sessions += told == null ? 0 : 1;
      whole += told != null && told == truth.eventCount() ? 1 : 0;
    }
    return new Found(sent.size(), sessions, whole);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway + path))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + key)
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("HTTP " + response.statusCode());
    }
    return json.readTree(response.body());
  }

  /**
   * What the suite tells.
   *
   * @param sent sessions
   * @param sessions of these, how many are interactions
   * @param whole of these, how many rest on every event sent
   */
  record Found(int sent, int sessions, int whole) {

    boolean isComplete() {
      return whole == sent;
    }
  }
}
