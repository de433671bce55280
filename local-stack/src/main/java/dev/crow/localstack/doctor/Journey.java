package dev.crow.localstack.doctor;

import dev.crow.localstack.doctor.SuiteApi.Answer;
import dev.crow.localstack.doctor.SuiteApi.Keys;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sends one marked event through every stage, and stops at the first it does not pass. Each stage
 * is a finding with the stage's name.
 */
final class Journey {

  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);

  private final Installation installation;
  private final SuiteApi api;
  private final Erasing erasing;
  private final Duration patience;
  private final Clock clock;
  private final Report report;
  private final Watch watch;
  private final Trouble trouble;

  private final String session = "crow-doctor-" + UUID.randomUUID();
  private final String event = UUID.randomUUID().toString();
  private @Nullable Keys keys;
  private String receipt = "";
  private String interaction = "";
  private boolean sent;

  Journey(
      Installation installation,
      SuiteApi api,
      Erasing erasing,
      Duration patience,
      Clock clock,
      Report report) {
    this.installation = installation;
    this.api = api;
    this.erasing = erasing;
    this.patience = patience;
    this.clock = clock;
    this.report = report;
    this.watch = new Watch(api, patience, clock);
    this.trouble = new Trouble(installation);
  }

  /** A stage that was not passed; its finding says why. */
  private static final class StoppedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Finding finding;

    StoppedException(Finding finding) {
      super(finding.detail(), null, false, false);
      this.finding = finding;
    }
  }

  private interface Stage {
    String pass() throws StoppedException, IOException, InterruptedException;
  }

  void travel() throws InterruptedException {
    Map<String, Stage> stages = new LinkedHashMap<>();
    stages.put("gateway", this::gateway);
    stages.put("exchange", this::exchange);
    stages.put("worker", this::worker);
    stages.put("broker", this::broker);
    stages.put("session", this::session);
    stages.put("interaction", this::interaction);
    stages.put("vector", this::vector);
    stages.put("search", this::search);
    boolean arrived = travel(stages);
    if (sent) {
      report.add(cleanUp(arrived));
    }
  }

  private boolean travel(Map<String, Stage> stages) throws InterruptedException {
    List<String> names = List.copyOf(stages.keySet());
    for (Map.Entry<String, Stage> stage : stages.entrySet()) {
      Finding finding = pass(stage.getKey(), stage.getValue());
      if (!finding.name().equals(stage.getKey())) {
        report.add(Finding.ok(stage.getKey(), "did its part"));
      }
      report.add(finding);
      if (finding.isFailed()) {
        report.stoppedAt(finding.name());
        names.stream()
            .skip(names.indexOf(finding.name()) + 1L)
            .forEach(name -> report.add(Finding.skipped(name, "not reached")));
        return false;
      }
    }
    return true;
  }

  private Finding pass(String name, Stage stage) throws InterruptedException {
    long began = System.nanoTime();
    try {
      String detail = stage.pass();
      long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
      return Finding.ok(name, "%s (%d ms)".formatted(detail, millis));
    } catch (StoppedException e) {
      return e.finding;
    } catch (IOException e) {
      return trouble.of(name, e);
    }
  }

  private String gateway() throws StoppedException, IOException, InterruptedException {
    Answer answer = api.get("/actuator/health", "none");
    if (answer.status() != 200) {
      throw stopped("gateway", "The gateway is not well: " + answer.problem(), trouble.seeLog());
    }
    return "answers at " + installation.gateway();
  }

  private String exchange() throws StoppedException, IOException, InterruptedException {
    Keys own = api.keys();
    keys = own;
    Answer write = api.exchange(own.writeKey(), "web-ingest-worker");
    Answer secret = api.exchange(own.secretKey(), "interaction-service");
    for (Answer answer : List.of(write, secret)) {
      if (answer.status() == 401) {
        throw stopped(
            "exchange",
            "auth-service does not know the doctor's keys; is this the data of another suite?",
            "Delete %s, and the doctor gets new ones"
                .formatted(installation.dataDir().resolve(SuiteApi.FOLDER).resolve("keys.json")));
      }
      if (answer.status() != 200) {
        throw stopped(
            "exchange",
            "auth-service exchanges no keys: " + answer.problem(),
            answer.status() == 403 || answer.status() == 404
                ? "The service secret in %s is not the services': restart them"
                    .formatted(installation.dataDir().resolve("security"))
                : trouble.seeLog());
      }
    }
    return "auth-service gives tokens for keys";
  }

  private String worker() throws StoppedException, IOException, InterruptedException {
    erasing.remember(session);
    sent = true;
    Answer answer =
        api.post(
            "/api/v1/ingest/batch",
            own().writeKey(),
            Map.of(
                "sessionId", session,
                "anonymousId", session,
                "events",
                    List.of(
                        Map.of(
                            "eventId",
                            event,
                            "type",
                            "product_view",
                            "url",
                            "https://crow.example/doctor",
                            "properties",
                            Map.of(
                                "productId", "doctor",
                                "productName", "Stethoscope of the doctor")))));
    if (answer.status() == 202 && answer.body().path("stored").asInt() == 1) {
      receipt = answer.body().path("receiptId").asString();
      return "took the marked event in";
    }
    if (answer.problem().equals("queue-unavailable")) {
      // The worker itself did its part.
      throw stopped(
          "broker",
          "web-ingest-worker cannot make the event durable: the broker does not acknowledge",
          Doors.listens(brokerPort())
              ? "The broker at %s hangs, or its disk is full: df -h '%s'; then %s"
                  .formatted(
                      installation.bootstrapServers(),
                      installation.dataDir(),
                      "./crow down; ./crow up")
              : "Nothing listens at %s: start the broker (./crow up)"
                  .formatted(installation.bootstrapServers()));
    }
    if (answer.status() == 401 || answer.status() == 403) {
      throw stopped(
          "worker", "The gateway refuses the doctor's key: " + answer.problem(), trouble.seeLog());
    }
    throw stopped(
        "worker",
        "web-ingest-worker did not take the event: " + answer.detail(),
        "See whether web-ingest-worker is well (above), and " + trouble.seeLog());
  }

  private int brokerPort() {
    String servers = installation.bootstrapServers();
    return Integer.parseInt(servers.substring(servers.lastIndexOf(':') + 1));
  }

  private String broker() {
    return "the event is durable, receipt " + receipt;
  }

  private String session() throws StoppedException, IOException, InterruptedException {
    Answer taken =
        await(answer -> answer.status() == 200)
            .orElseThrow(
                () ->
                    stopped(
                        "session",
                        "The event is in the broker, and web-ingest-worker does not read it",
                        "Sessions are being restored, or its disk is full: see its health (above),"
                            + " then try again"));
    requireEqualClocks(Instant.parse(taken.body().path("takenAt").asString()));
    Answer ended =
        api.post("/api/v1/ingest/session/end", own().writeKey(), Map.of("sessionId", session));
    if (ended.status() != 202) {
      throw stopped("session", "The session cannot be ended: " + ended.problem(), trouble.seeLog());
    }
    return await(
            answer -> answer.body().path("session").path("state").asString("").equals("closed"))
        .map(_ -> "formed and closed")
        .orElseThrow(
            () -> stopped("session", "The session was ended and does not close", trouble.seeLog()));
  }

  private void requireEqualClocks(Instant taken) throws StoppedException {
    Duration apart = Duration.between(taken, clock.instant()).abs();
    if (apart.minus(patience).compareTo(CLOCKS_DIFFER) > 0) {
      throw stopped(
          "session",
          "The broker's clock and this machine's are %d seconds apart".formatted(apart.toSeconds()),
          "Let both be set by NTP: tokens are valid for minutes only");
    }
  }

  private String interaction() throws StoppedException, IOException, InterruptedException {
    Answer stored =
        await(answer -> state(answer, "interaction").equals("stored"))
            .orElseThrow(
                () ->
                    stopped(
                        "interaction",
                        "The session was sent on, and interaction-service made no interaction of it",
                        "See whether interaction-service is well (above); a record it cannot handle"
                            + " is in the topic interaction-queue.dlt"));
    interaction = stored.body().path("interaction").path("interactionId").asString();
    Answer read = api.get("/api/v1/interactions/" + interaction, own().secretKey());
    if (read.status() != 200 || !read.body().path("eventIds").toString().contains(event)) {
      throw stopped(
          "interaction",
          "Interaction %s does not hold the event: %s".formatted(interaction, read.problem()),
          trouble.seeLog());
    }
    return "told: " + read.body().path("description").asString();
  }

  private String vector() throws StoppedException, IOException, InterruptedException {
    return await(answer -> state(answer, "vector").equals("stored"))
        .map(answer -> "stored in " + answer.body().path("vector").path("index").asString())
        .orElseThrow(
            () ->
                stopped(
                    "vector",
                    "The interaction has no vector",
                    "Make the index anew (docs/operations.md)"));
  }

  private String search() throws StoppedException, IOException, InterruptedException {
    String path = "/api/v1/interactions/search?q=somebody+looked+at+a+stethoscope";
    Answer found =
        watch.last(
            path, own().secretKey(), answer -> answer.body().toString().contains(interaction));
    if (found.body().toString().contains(interaction)) {
      return "finds it by its meaning";
    }
    throw stopped(
        "search",
        found.status() == 200
            ? "Search does not find the interaction"
            : "Search answers " + found.problem(),
        "Make the index anew (docs/operations.md)");
  }

  private Finding cleanUp(boolean arrived) throws InterruptedException {
    try {
      erasing.order(own().organizationId());
      if (!arrived || gone()) {
        // What is still on its way is refused when it arrives.
        erasing.forget();
        return Finding.ok("cleaning up", "the marked session is erased");
      }
      return Finding.warning(
          "cleaning up",
          "The marked session is not gone yet",
          "It is in the doctor's own organization only; the next run looks again");
    } catch (IOException e) {
      return Finding.warning(
          "cleaning up",
          "The marked session could not be erased: " + e.getMessage(),
          "It is in the doctor's own organization only; the next run erases it");
    }
  }

  private boolean gone() throws IOException, InterruptedException {
    String key = own().secretKey();
    return watch.until("/api/v1/interactions/" + interaction, key, Journey::isAbsent).isPresent()
        && watch.until("/api/v1/receipts/" + receipt, key, Journey::isAbsent).isPresent();
  }

  private static boolean isAbsent(Answer answer) {
    return answer.status() == 404;
  }

  /** Follows the receipt until it is as wanted, or patience ends. */
  private Optional<Answer> await(Predicate<Answer> wanted)
      throws IOException, InterruptedException {
    return watch.until("/api/v1/receipts/" + receipt, own().secretKey(), wanted);
  }

  private static String state(Answer answer, String part) {
    return answer.body().path(part).path("state").asString("");
  }

  private Keys own() {
    return Objects.requireNonNull(keys, "no keys yet");
  }

  private static StoppedException stopped(String stage, String detail, String advice) {
    return new StoppedException(Finding.failed(stage, detail, advice));
  }
}
