package dev.crow.benchmarks;

import dev.crow.analytics.AnalyticsServiceApplication;
import dev.crow.analytics.projection.Measure;
import dev.crow.analytics.projection.Measure.Keys;
import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.testkit.security.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long analytics-service takes to answer questions about many events of a year, over HTTP, and
 * how fast it counts sessions. Argument: number of events.
 */
public final class AnalyticsScale {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int SECONDS = (int) Duration.ofDays(365).toSeconds();
  private static final int EVENTS = 10;
  private static final int BATCH = 200;
  private static final int COUNTED = 2_000;
  private static final int TIMES = 20;
  private static final int WARM_UP = 3;
  private static final String YEAR = "from=2026-01-01&to=2026-12-31";
  private static final List<String> TYPES =
      List.of(
          WebEventTypes.PAGE_VIEW,
          WebEventTypes.PAGE_VIEW,
          WebEventTypes.PAGE_VIEW,
          WebEventTypes.CLICK,
          WebEventTypes.SCROLL,
          WebEventTypes.SEARCH,
          WebEventTypes.PRODUCT_VIEW,
          WebEventTypes.ADD_TO_CART,
          WebEventTypes.WEB_VITAL);

  /** Questions people ask, the dearer ones too. */
  private static final List<String> QUESTIONS =
      List.of(
          "trends?measure=events&interval=month&" + YEAR,
          "trends?measure=events&interval=day&" + YEAR,
          "trends?measure=events&interval=day&timeZone=America/New_York&" + YEAR,
          "trends?measure=events&interval=week&top=10&timeZone=Asia/Kolkata&" + YEAR,
          "trends?measure=events&interval=hour&from=2026-05-01&to=2026-05-31",
          "trends?measure=sessions&interval=week&timeZone=Europe/Berlin&" + YEAR,
          "trends?measure=visitors&interval=day&" + YEAR,
          "trends?measure=pages&interval=week&top=10&" + YEAR,
          "trends?measure=products-viewed&interval=month&top=10&timeZone=Europe/Berlin&" + YEAR,
          "distributions?measure=session-duration&interval=month&" + YEAR,
          "paths?" + YEAR);

  private AnalyticsScale() {}

  /**
   * @param args number of events
   * @throws Exception if it cannot be measured
   */
  public static void main(String[] args) throws Exception {
    int events = Integer.parseInt(args[0]);
    Path data = Files.createTempDirectory("crow-analytics-scale");
    try (TestIssuer issuer = TestIssuer.start();
        ConfigurableApplicationContext service =
            new SpringApplicationBuilder(AnalyticsServiceApplication.class)
                .run(
                    "--spring.config.name=analytics-service",
                    "--server.port=0",
                    "--crow.data-dir=" + data,
                    "--crow.security.jwks-uri=" + issuer.jwksUri(),
                    "--logging.level.root=WARN")) {
      String organization = UuidV7.next();
      count(service, COUNTED);
      fill(service, organization, events);
      Caller caller =
          new Caller(
              organization, "somebody", Caller.Kind.SESSION, Set.of(Permissions.INTERACTIONS_READ));
      String address =
          "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
      try (HttpClient http = HttpClient.newHttpClient()) {
        for (String question : QUESTIONS) {
          ask(http, address, issuer.token(Services.ANALYTICS, caller), question);
        }
      }
    }
  }

  @SuppressWarnings("unchecked") // the bean's own type
  private static void count(ConfigurableApplicationContext service, int sessions) {
    EventHandler<SessionClosed> counting =
        (EventHandler<SessionClosed>) service.getBean("recordingSessions", EventHandler.class);
    String organization = UuidV7.next();
    Random random = new Random(1);
    long begun = System.nanoTime();
    for (int from = 0; from < sessions; from += BATCH) {
      List<Event<SessionClosed>> batch = new ArrayList<>();
      for (int i = from; i < Math.min(sessions, from + BATCH); i++) {
        SessionClosed session = session(organization, i, sessions, random);
        batch.add(new Event<>("s" + i, organization, organization, session));
      }
      counting.handle(batch);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        Locale.ROOT, "%d sessions counted: %.0f sessions/s%n", sessions, sessions / seconds);
  }

  /** Straight into the database, with the very buckets that counting would have made. */
  private static void fill(
      ConfigurableApplicationContext service, String organization, int events) {
    long begun = System.nanoTime();
    TransactionTemplate transaction =
        new TransactionTemplate(service.getBean(PlatformTransactionManager.class));
    Buckets buckets = new Buckets(service.getBean(JdbcTemplate.class), organization);
    Random random = new Random(2);
    int unit = Math.max(1, events / 50);
    for (int from = 0; from < events; from += unit) {
      int first = from;
      transaction.executeWithoutResult(
          _ -> {
            for (int i = first; i < Math.min(events, first + unit); i++) {
              long at = START.getEpochSecond() + (long) SECONDS * i / events;
              event(buckets, random, at);
            }
            buckets.write();
          });
    }
    transaction.executeWithoutResult(_ -> buckets.finish());
    System.out.printf(
        Locale.ROOT,
        "%d events of a year in %d cells, laid down in %.0f s%n",
        events,
        buckets.written(),
        (System.nanoTime() - begun) / 1e9);
  }

  private static void event(Buckets buckets, Random random, long at) {
    int page = (int) Math.abs(random.nextGaussian() * 60);
    String type = TYPES.get(random.nextInt(TYPES.size()));
    buckets.add(Measure.EVENTS, at, type);
    switch (type) {
      case WebEventTypes.PAGE_VIEW -> {
        String next = "/page/" + (int) Math.abs(random.nextGaussian() * 60);
        buckets.add(Measure.PAGES, at, "/page/" + page);
        buckets.add(Measure.TRANSITIONS, at, Keys.pair("/page/" + page / 10, next));
      }
      case WebEventTypes.PRODUCT_VIEW -> buckets.add(Measure.PRODUCTS_VIEWED, at, "p" + page);
      default -> {
        // Counted by its type alone.
      }
    }
    if (random.nextInt(EVENTS) == 0) {
      buckets.add(Measure.SESSIONS, at, "");
      buckets.add(Measure.VISITORS, at, "");
      String bin = String.format(Locale.ROOT, "%013d", random.nextInt(250) * 8);
      buckets.add(Measure.SESSION_DURATION, at, Keys.pair("", bin));
    }
  }

  private static SessionClosed session(
      String organization, int number, int sessions, Random random) {
    // Sessions come in the order of time, as they do from the ingest.
    Instant at = START.plusSeconds((long) SECONDS * number / sessions);
    List<WebEvent> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      int page = (int) Math.abs(random.nextGaussian() * 60);
      Map<String, Object> facts =
          Map.of(
              "query", "query " + page % 50,
              "productId", "p" + page % 100,
              "name", "LCP",
              "value", 500 + random.nextInt(4_000));
      events.add(
          new WebEvent(
              UUID.randomUUID().toString(),
              TYPES.get(random.nextInt(TYPES.size())),
              at,
              "https://shop.example/page/" + page,
              null,
              null,
              facts,
              List.of()));
      at = at.plusSeconds(random.nextInt(120));
    }
    SessionContext visitor =
        new SessionContext(
            "v" + random.nextInt(Math.max(1, sessions / 3)),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return new SessionClosed(
        organization,
        SessionClosed.SOURCE_WEB,
        "s" + number,
        1,
        1,
        SessionClosed.Reason.IDLE,
        events.getFirst().occurredAt(),
        at,
        at,
        0,
        visitor,
        events);
  }

  private static void ask(HttpClient http, String address, String token, String question)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/api/v1/analytics/" + question))
            .header("Authorization", "Bearer " + token)
            .build();
    double[] milliseconds = new double[TIMES];
    for (int i = -WARM_UP; i < TIMES; i++) {
      long begun = System.nanoTime();
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(question + ": " + answer.body());
      }
      if (i >= 0) {
        milliseconds[i] = (System.nanoTime() - begun) / 1e6;
      }
    }
    Arrays.sort(milliseconds);
    System.out.printf(
        Locale.ROOT,
        "p50 %6.1f ms  p95 %6.1f ms  %s%n",
        milliseconds[TIMES / 2],
        milliseconds[TIMES * 95 / 100],
        question);
  }
}
