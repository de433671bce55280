package dev.crow.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.contracts.audit.v1.AuditEvent;
import dev.crow.contracts.audit.v1.AuditEvent.Outcome;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Person;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTests {

  @TempDir static Path data;

  private RunningOrganizationService service;
  private Person owner;

  @BeforeAll
  void start() {
    service = new RunningOrganizationService(data, "--crow.audit.anchor-check=100ms");
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void found() {
    owner = service.found("Shop");
  }

  @Test
  void eachDecisionIsOneEntryHoweverOftenItArrives() {
    String id = UuidV7.next();
    service.audit(id, event("user:a", "api-key.created"));
    service.audit(id, event("user:a", "api-key.created"));
    service.audit(UuidV7.next(), event("user:b", "api-key.revoked"));
    awaitEntries(2);
    JsonNode items = service.get(owner, "/api/v1/audit").json().path("items");
    assertThat(items.get(0).path("seq").asInt()).isEqualTo(2);
    assertThat(items.get(0).path("prevHash").asString())
        .isEqualTo(items.get(1).path("hash").asString());
    assertThat(service.get(owner, "/api/v1/audit/verification").body())
        .isEqualTo("{\"intact\":true,\"entries\":2}");
  }

  @Test
  void whatWouldForgeALineIsStripped() {
    service.audit(
        UuidV7.next(),
        event("user:a\r\n2026-01-01 user:root", "a\u0000\u001b[31mction\u2028\u202e"));
    awaitEntries(1);
    JsonNode entry = service.get(owner, "/api/v1/audit").json().path("items").get(0);
    assertThat(entry.path("actor").asString()).isEqualTo("user:a2026-01-01 user:root");
    assertThat(entry.path("action").asString()).isEqualTo("a[31mction");
  }

  @Test
  void filtersAndPages() {
    for (int i = 0; i < 7; i++) {
      service.audit(UuidV7.next(), event(i % 2 == 0 ? "user:a" : "user:b", "action." + i));
    }
    awaitEntries(7);
    List<Integer> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = service.get(owner, "/api/v1/audit?limit=3" + cursor).json();
      page.path("items").forEach(item -> seen.add(item.path("seq").asInt()));
      cursor =
          page.path("nextCursor").isString() ? "&cursor=" + page.path("nextCursor").asString() : "";
    } while (!cursor.isEmpty());
    assertThat(seen).containsExactly(7, 6, 5, 4, 3, 2, 1);
    assertThat(items("?actor=user:b")).hasSize(3);
    assertThat(items("?action=action.4")).hasSize(1);
    assertThat(items("?from=2100-01-01T00:00:00Z")).isEmpty();
    assertThat(items("?to=2100-01-01T00:00:00Z")).hasSize(7);
    assertThat(service.get(owner, "/api/v1/audit?from=yesterday").status()).isEqualTo(400);
    assertThat(service.get(owner, "/api/v1/audit?limit=0").status()).isEqualTo(400);
  }

  @Test
  void theDatabaseRefusesToChangeOrShortenTheLog() {
    service.audit(UuidV7.next(), event("user:a", "x"));
    awaitEntries(1);
    JdbcClient jdbc = service.bean(JdbcClient.class);
    assertThatThrownBy(() -> jdbc.sql("UPDATE audit_log SET actor = 'user:x'").update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> jdbc.sql("DELETE FROM audit_log").update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("append-only");
  }

  @Test
  void onlyOwnersReadItAndOnlyTheirOwn() {
    service.audit(UuidV7.next(), event("user:a", "x"));
    awaitEntries(1);
    assertThat(
            service.get(RunningOrganizationService.memberBeside(owner), "/api/v1/audit").status())
        .isEqualTo(403);
    assertThat(
            service
                .get(RunningOrganizationService.memberBeside(owner), "/api/v1/audit/verification")
                .status())
        .isEqualTo(403);
    Person stranger = service.found("Other");
    assertThat(service.get(stranger, "/api/v1/audit").json().path("items")).isEmpty();
    String cursor = "?cursor=" + "A".repeat(40);
    assertThat(service.get(stranger, "/api/v1/audit" + cursor).body()).contains("invalid-cursor");
  }

  @Test
  void eachDayIsAnchoredOutsideTheDatabase() {
    service.audit(UuidV7.next(), event("user:a", "x"));
    Awaitility.await()
        .until(
            () ->
                service
                        .bean(ObjectStore.class)
                        .list(ObjectPrefix.of("audit", owner.organization()), null, 10)
                        .objects()
                        .size()
                    == 1);
    assertThat(service.get(owner, "/api/v1/audit/verification").body()).contains("true");
  }

  private JsonNode items(String query) {
    return service.get(owner, "/api/v1/audit" + query).json().path("items");
  }

  private void awaitEntries(int count) {
    Awaitility.await().untilAsserted(() -> assertThat(items("?limit=100")).hasSize(count));
  }

  private AuditEvent event(String actor, String action) {
    return new AuditEvent(
        owner.organization(), actor, action, "key:1", Outcome.DONE, null, Instant.now());
  }
}
