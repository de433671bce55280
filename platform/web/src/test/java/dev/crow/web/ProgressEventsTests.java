package dev.crow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "spring.jmx.enabled=false")
@ExtendWith(OutputCaptureExtension.class)
class ProgressEventsTests {

  private static final Row HALF = new Row(50, false);
  private static final Row MORE = new Row(75, false);
  private static final Row WHOLE = new Row(100, true);
  private static final String HALF_TOLD = "event:row\ndata:{\"percent\":50}\n\n";
  private static final String MORE_TOLD = "event:row\ndata:{\"percent\":75}\n\n";
  private static final String WHOLE_TOLD = "event:row\ndata:{\"percent\":100}\n\n";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Watched watched;
  private final Hands clock;
  private final int port;

  ProgressEventsTests(
      @Autowired Watched watched, @Autowired Hands clock, @Autowired Environment environment) {
    this.watched = watched;
    this.clock = clock;
    port = environment.getRequiredProperty("local.server.port", Integer.class);
  }

  @Test
  void tellsEveryDifferenceOnceUntilTheWorkHasEnded() throws Exception {
    Iterator<Row> rows = List.of(HALF, HALF, MORE, WHOLE).iterator();
    watched.look = () -> Optional.of(rows.next());
    HttpResponse<String> answer = get("/events");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith(MediaType.TEXT_EVENT_STREAM_VALUE);
    assertThat(answer.body()).isEqualTo(HALF_TOLD + MORE_TOLD + WHOLE_TOLD);
  }

  @Test
  void endsWhenTheRowIsGone() throws Exception {
    Iterator<Optional<Row>> looks = List.of(Optional.of(HALF), Optional.<Row>empty()).iterator();
    watched.look = looks::next;
    assertThat(get("/events").body()).isEqualTo(HALF_TOLD);
  }

  @Test
  void breaksSilencesOfMoreThanFourSeconds() throws Exception {
    Iterator<Map.Entry<Duration, Row>> looks =
        List.of(
                Map.entry(Duration.ZERO, HALF),
                Map.entry(Duration.ofSeconds(4), HALF),
                Map.entry(Duration.ofMillis(1), HALF),
                Map.entry(Duration.ZERO, MORE),
                Map.entry(Duration.ofSeconds(4), MORE),
                Map.entry(Duration.ZERO, WHOLE))
            .iterator();
    watched.look =
        () -> {
          Map.Entry<Duration, Row> look = looks.next();
          clock.now = clock.now.plus(look.getKey());
          return Optional.of(look.getValue());
        };
    assertThat(get("/events").body())
        .isEqualTo(HALF_TOLD + ":still there\n\n" + MORE_TOLD + WHOLE_TOLD);
  }

  @Test
  void breaksOffWhileTheRowCannotBeRead() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    watched.look =
        () -> {
          if (looks.incrementAndGet() > 1) {
            throw new DataAccessResourceFailureException("away");
          }
          return Optional.of(HALF);
        };
    assertThatIOException().isThrownBy(() -> get("/events"));
    assertThat(looks).hasValue(2);
  }

  @Test
  void endsWhenTheLookFailsAndSaysWhy(CapturedOutput output) throws Exception {
    AtomicInteger looks = new AtomicInteger();
    watched.look =
        () -> {
          if (looks.incrementAndGet() > 1) {
            throw new IllegalStateException("a mistake");
          }
          return Optional.of(HALF);
        };
    assertThat(get("/events").body()).isEqualTo(HALF_TOLD);
    assertThat(looks).hasValue(2);
    assertThat(output).contains("The row being watched cannot be read", "a mistake");
  }

  @Test
  void looksNoMoreOnceTheWatcherLeft() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    watched.look = () -> Optional.of(new Row(looks.incrementAndGet(), false));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoLinger(true, 0);
      socket
          .getOutputStream()
          .write(
              "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      await().untilAtomic(looks, greaterThan(1));
    }
    AtomicInteger before = new AtomicInteger();
    await()
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> before.getAndSet(looks.get()) == looks.get());
  }

  @Test
  void endsAfterTheLongestTime() throws Exception {
    watched.look = () -> Optional.of(HALF);
    assertThat(get("/brief").body()).isEqualTo(HALF_TOLD);
  }

  @Test
  void looksForNobodyWhileItIsStopped() {
    AtomicInteger looks = new AtomicInteger();
    ProgressEvents<Row> events = events(clock, Duration.ofMinutes(1));
    events.stop();
    assertThat(events.isRunning()).isFalse();
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> events.watch(Optional::empty));
    events.start();
    assertThat(events.isRunning()).isTrue();
    events.watch(
        () -> {
          looks.incrementAndGet();
          return Optional.of(HALF);
        });
    events.start();
    await().untilAtomic(looks, greaterThan(1));
    events.stop();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static ProgressEvents<Row> events(Clock clock, Duration longest) {
    return new ProgressEvents<>(
        "row", row -> Map.of("percent", row.percent), row -> row.ended, clock, longest);
  }

  private record Row(int percent, boolean ended) {}

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Watched.class)
  static class App {

    @Bean
    Hands clock() {
      return new Hands();
    }

    @Bean
    ProgressEvents<Row> events(Hands clock) {
      return ProgressEventsTests.events(clock, Duration.ofMinutes(1));
    }

    @Bean
    ProgressEvents<Row> brief(Hands clock) {
      return ProgressEventsTests.events(clock, Duration.ofSeconds(1));
    }
  }

  @RestController
  static class Watched {

    private final ProgressEvents<Row> events;
    private final ProgressEvents<Row> brief;
    private volatile Supplier<Optional<Row>> look = Optional::empty;

    Watched(ProgressEvents<Row> events, ProgressEvents<Row> brief) {
      this.events = events;
      this.brief = brief;
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events() {
      return events.watch(look);
    }

    @GetMapping(path = "/brief", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter brief() {
      return brief.watch(look);
    }
  }

  /** Moved by hand. */
  static final class Hands extends Clock {

    private volatile Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
