package dev.crow.interaction.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.organization.v1.RetentionSet;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.events.Event;
import dev.crow.events.EventPublisher;
import dev.crow.interaction.InteractionServiceApplication;
import dev.crow.interaction.lifecycle.LifecycleRun.Kind;
import dev.crow.interaction.lifecycle.LifecycleRun.State;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.testkit.security.TestIssuer;
import dev.crow.vectorindex.VectorIndex;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole service with its schedule off: the test says when it works. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifecycleTests {

  private final Instant now = Instant.now();

  @TempDir static Path data;

  private final TestIssuer issuer = TestIssuer.start();
  private final HttpClient http = HttpClient.newHttpClient();
  private ConfigurableApplicationContext service;
  private Lifecycle lifecycle;
  private String organization;

  @BeforeAll
  void start() {
    service =
        new SpringApplicationBuilder(InteractionServiceApplication.class)
            .run(
                "--spring.config.name=interaction-service",
                "--server.port=0",
                "--crow.lifecycle.enabled=false",
                "--crow.interactions.archive-sessions=true",
                "--crow.data-dir=" + data,
                "--crow.security.jwks-uri=" + issuer.jwksUri());
    lifecycle = service.getBean(Lifecycle.class);
  }

  @AfterAll
  void stop() {
    service.close();
    issuer.close();
  }

  @BeforeEach
  void another() {
    organization = UuidV7.next();
  }

  @Test
  void enforcesWhatAnOrganizationSetAndTouchesNobodyElse() {
    String other = organization;
    visit("kept-elsewhere", 700);
    organization = UuidV7.next();
    visit("old", 700);
    visit("young", 3);
    retain(null, 90, 1);
    lifecycle.work(organization);
    lifecycle.work(other);
    assertThat(count("interactions", organization)).isOne();
    assertThat(service.getBean(VectorIndex.class).count(organization)).isOne();
    assertThat(rawSessions()).isOne();
    LifecycleRun run = runs().getFirst();
    assertThat(run.kind()).isEqualTo(Kind.RETENTION);
    assertThat(run.state()).isEqualTo(State.DONE);
    assertThat(run.counts()).containsEntry("rows", 1L);
    assertThat(count("archived_interactions", other)).as("only rolled").isOne();
  }

  @Test
  void previewsCountAndChangeNothing() {
    visit("old", 700);
    visit("young", 3);
    retain(null, 90, 1);
    LifecyclePreview preview = lifecycle.preview(organization);
    assertThat(preview.retention().rows()).isOne();
    assertThat(preview.archive().rows()).isOne();
    assertThat(count("interactions", organization)).isEqualTo(2);
    assertThat(
            get(
                "/api/v1/interactions/lifecycle/preview",
                organization,
                Permissions.SETTINGS_MANAGE))
        .contains("\"rows\":1");
    assertThat(
            get(
                "/api/v1/interactions/lifecycle/preview",
                UuidV7.next(),
                Permissions.SETTINGS_MANAGE))
        .doesNotContain("\"rows\":1");
    assertThat(
            get(
                "/api/v1/interactions/lifecycle/preview",
                organization,
                Permissions.INTERACTIONS_READ))
        .contains("insufficient-scope");
  }

  @Test
  void reachesTheArchiveAndKeepsTheCounts() {
    visit("old", 700);
    lifecycle.work(organization);
    assertThat(count("archived_interactions", organization)).isOne();
    assertThat(get("/api/v1/interactions", organization, Permissions.INTERACTIONS_READ))
        .contains("\"sessionId\":\"old\"");
    retain(null, 90, 1);
    assertThat(lifecycle.preview(organization).retention().archived()).isOne();
    lifecycle.work(organization);
    assertThat(count("archived_interactions", organization)).isZero();
    assertThat(service.getBean(VectorIndex.class).count(organization)).isZero();
    assertThat(
            service
                .getBean(ObjectStore.class)
                .list(ObjectPrefix.of("archives/interactions", organization), null, 10)
                .objects())
        .isEmpty();
    String day = now.minus(Duration.ofDays(700)).toString().substring(0, 10);
    assertThat(
            get(
                "/api/v1/interactions/days?from=%s&to=%s"
                    .formatted(day, java.time.LocalDate.parse(day).plusDays(1)),
                organization,
                Permissions.INTERACTIONS_READ))
        .contains("\"interactions\":1");
  }

  @Test
  void twoInstancesDoNotWorkOnOneOrganizationAtOnce() {
    visit("old", 700);
    Leases leases = service.getBean(Leases.class);
    try (Leases.Lease held = leases.take(organization).orElseThrow()) {
      assertThat(leases.take(organization)).isEmpty();
      held.renew();
      lifecycle.work(organization);
      assertThat(runs()).isEmpty();
    }
    lifecycle.work(organization);
    assertThat(runs()).hasSize(1);
  }

  @Test
  void aWorkerThatFellSilentLosesItsLeaseAndNoticesIt() {
    JdbcClient jdbc = service.getBean(JdbcClient.class);
    Leases impatient = new Leases(jdbc, Duration.ofSeconds(-1), java.time.Clock.systemUTC());
    Leases.Lease silent = impatient.take(organization).orElseThrow();
    try (Leases.Lease next = service.getBean(Leases.class).take(organization).orElseThrow()) {
      assertThatThrownBy(silent::renew).isInstanceOf(IllegalStateException.class);
      silent.close();
      next.renew();
    }
  }

  @Test
  void aRunCutShortIsTakenUpAgain() {
    visit("old", 700);
    LifecycleRun cut = service.getBean(LifecycleRuns.class).begin(organization, Kind.ARCHIVE);
    lifecycle.work(organization);
    LifecycleRun done = runs().getFirst();
    assertThat(done.id()).isEqualTo(cut.id());
    assertThat(done.attempts()).isEqualTo(2);
    assertThat(done.state()).isEqualTo(State.DONE);
    assertThat(done.counts()).containsEntry("rolled", 1L);
    lifecycle.work(organization);
    assertThat(runs()).as("nothing is left to do").hasSize(1);
  }

  @Test
  void anOlderDecisionDoesNotReplaceANewerOne() {
    retain(5, 90, 7);
    publish(5, 30, 6);
    retain(6, 100, 8);
    assertThat(service.getBean(RetentionRules.class).of(organization))
        .isEqualTo(new RetentionRule(6, 100));
  }

  private List<LifecycleRun> runs() {
    return service.getBean(LifecycleRuns.class).latest(organization, 10);
  }

  private void retain(@Nullable Integer rawSessions, @Nullable Integer interactions, long version) {
    publish(rawSessions, interactions, version);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(service.getBean(RetentionRules.class).of(organization))
                    .isEqualTo(new RetentionRule(rawSessions, interactions)));
  }

  private void publish(
      @Nullable Integer rawSessions, @Nullable Integer interactions, long version) {
    service
        .getBean(EventPublisher.class)
        .publish(
            Topics.ORGANIZATION_SETTINGS,
            List.of(
                new Event<>(
                    UuidV7.next(),
                    organization,
                    organization,
                    new RetentionSet(
                        organization, rawSessions, interactions, null, null, null, version, now))));
  }

  private void visit(String sessionId, int daysAgo) {
    Instant start = now.minus(Duration.ofDays(daysAgo));
    SessionClosed session =
        new SessionClosed(
            organization,
            SessionClosed.SOURCE_WEB,
            sessionId,
            1,
            1,
            SessionClosed.Reason.IDLE,
            start,
            start.plusSeconds(5),
            start.plusSeconds(1800),
            0,
            new SessionContext("v", null, null, null, null, null, null, null, null),
            List.of(
                new WebEvent(
                    UuidV7.next(),
                    "page_view",
                    start,
                    "https://shop.example/",
                    "Shop",
                    null,
                    Map.of(),
                    List.of())));
    int before = count("interactions", organization);
    service
        .getBean(EventPublisher.class)
        .publish(
            Topics.INTERACTION_QUEUE,
            List.of(
                new Event<>(UuidV7.next(), organization, organization + "|" + sessionId, session)));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> count("interactions", organization) == before + 1);
  }

  private int count(String table, String org) {
    return service
        .getBean(JdbcClient.class)
        .sql("SELECT count(*) FROM " + table + " WHERE org_id = ?")
        .param(org)
        .query(Integer.class)
        .single();
  }

  private int rawSessions() {
    return service
        .getBean(ObjectStore.class)
        .list(ObjectPrefix.of("raw/sessions", organization), null, 10)
        .objects()
        .size();
  }

  private String get(String path, String org, String permission) {
    String port = service.getEnvironment().getProperty("local.server.port");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header(
                "Authorization",
                "Bearer "
                    + issuer.token(
                        Services.INTERACTION, org, Caller.Kind.SESSION, List.of(permission)))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
