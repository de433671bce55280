package dev.crow.organization.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.audit.v1.AuditEvent;
import dev.crow.contracts.audit.v1.AuditEvent.Outcome;
import dev.crow.events.Event;
import dev.crow.testkit.objectstore.InMemoryObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with the database file, and all the time in the world, but without the key. */
class TamperingTests {

  private static final String ORGANIZATION = "org-1";

  @TempDir Path folder;

  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private JdbcClient jdbc;
  private Path database;
  private Anchors anchors;
  private AuditVerification verification;

  @BeforeEach
  void writeFiveEntries() throws Exception {
    database = folder.resolve("organization.db");
    Files.writeString(folder.resolve("audit-key"), "the key\n");
    var source = new DriverManagerDataSource("jdbc:sqlite:" + database);
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration/organization-service")
        .load()
        .migrate();
    jdbc = JdbcClient.create(source);
    AuditRows rows = new AuditRows(jdbc);
    AuditChain chain = new AuditChain("the key");
    Set<String> seen = new HashSet<>();
    AuditLog log =
        new AuditLog(
            rows,
            chain,
            (_, id) -> seen.add(id),
            new TransactionTemplate(new JdbcTransactionManager(source)));
    for (String organization : List.of(ORGANIZATION, "org-2")) {
      for (int i = 1; i <= 5; i++) {
        log.handle(List.of(event(organization, i)));
      }
    }
    verification = new AuditVerification(rows, chain);
    anchors = new Anchors(rows, chain, objects, JsonMapper.builder().build(), Clock.systemUTC());
    jdbc.sql("DROP TRIGGER audit_log_is_not_changed").update();
    jdbc.sql("DROP TRIGGER audit_log_is_not_shortened").update();
  }

  @Test
  void anUntouchedLogIsIntact() {
    assertThat(verify(0)).contains("org-1: intact, 5 entries", "org-2: intact, 5 entries");
  }

  @ParameterizedTest
  @CsvSource({
    "actor, user:other",
    "action, nothing",
    "object, NULL",
    "outcome, REFUSED",
    "request_id, 4711",
    "times, 2",
    "ts, 2020-01-01T00:00:00.000Z",
    "hash, 00"
  })
  void aChangedEntryIsNamed(String column, String value) {
    jdbc.sql("UPDATE audit_log SET " + column + " = nullif(?, 'NULL') WHERE org_id = ? AND seq = 3")
        .params(value, ORGANIZATION)
        .update();
    assertThat(verify(1)).contains("org-1: broken at 3", "org-2: intact");
  }

  @Test
  void aMissingEntryIsNamed() {
    jdbc.sql("DELETE FROM audit_log WHERE org_id = ? AND seq = 2").param(ORGANIZATION).update();
    assertThat(verify(1)).contains("org-1: broken at 2", "org-2: intact");
  }

  @Test
  void closingTheGapDoesNotHideIt() {
    jdbc.sql("DELETE FROM audit_log WHERE org_id = ? AND seq = 2").param(ORGANIZATION).update();
    for (int seq = 3; seq <= 5; seq++) {
      jdbc.sql("UPDATE audit_log SET seq = seq - 1 WHERE org_id = ? AND seq = ?")
          .params(ORGANIZATION, seq)
          .update();
    }
    assertThat(verify(1)).contains("org-1: broken at 2");
  }

  @Test
  void swappedEntriesAreNamed() {
    swap(2, 99);
    swap(3, 2);
    swap(99, 3);
    assertThat(verify(1)).contains("org-1: broken at 2");
  }

  @Test
  void anEntryOfAnotherOrganizationIsNotTaken() {
    jdbc.sql("DELETE FROM audit_log WHERE org_id = ? AND seq = 1").param(ORGANIZATION).update();
    jdbc.sql("UPDATE audit_log SET org_id = ? WHERE org_id = 'org-2' AND seq = 1")
        .param(ORGANIZATION)
        .update();
    assertThat(verify(1)).contains("org-1: broken at 1", "org-2: broken at 1");
  }

  @Test
  void aCutEndIsNoticed() {
    jdbc.sql("DELETE FROM audit_log WHERE org_id = ? AND seq > 3").param(ORGANIZATION).update();
    assertThat(verify(1)).contains("org-1: broken at 4");
  }

  @Test
  void aWholeLogGoneIsNoticed() {
    jdbc.sql("DELETE FROM audit_log WHERE org_id = ?").param(ORGANIZATION).update();
    assertThat(verify(1)).contains("org-1: broken at 1");
  }

  @Test
  void anAnchorNoticesAnEndThatWasCutWithItsMark() {
    anchors.put();
    jdbc.sql("DELETE FROM audit_log WHERE org_id = ? AND seq > 3").param(ORGANIZATION).update();
    jdbc.sql(
            """
            UPDATE audit_heads SET seq = 3,
              hash = (SELECT hash FROM audit_log l WHERE l.org_id = audit_heads.org_id AND seq = 3)
            WHERE org_id = ?
            """)
        .param(ORGANIZATION)
        .update();
    var finding = verification.verify(ORGANIZATION, anchors.newest(ORGANIZATION));
    assertThat(finding.intact()).isFalse();
    assertThat(finding.firstBroken()).isEqualTo(4);
    assertThat(verification.verify("org-2", anchors.newest("org-2")).intact()).isTrue();
  }

  @Test
  void anotherKeyVerifiesNothing() throws Exception {
    Files.writeString(folder.resolve("audit-key"), "a guess\n");
    assertThat(verify(1)).contains("org-1: broken at 1", "org-2: broken at 1");
  }

  @Test
  void withoutADatabaseOrAKeyItSaysSo() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(AuditVerifier.run(new String[] {}, print)).isEqualTo(2);
    assertThat(AuditVerifier.run(new String[] {folder.resolve("none.db").toString()}, print))
        .isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage:", "Cannot read");
  }

  private void swap(int from, int to) {
    jdbc.sql("UPDATE audit_log SET seq = ? WHERE org_id = ? AND seq = ?")
        .params(to, ORGANIZATION, from)
        .update();
  }

  private String verify(int expectedExit) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exit =
        AuditVerifier.run(
            new String[] {database.toString()}, new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(exit).isEqualTo(expectedExit);
    return Objects.requireNonNull(out.toString(StandardCharsets.UTF_8));
  }

  private static Event<AuditEvent> event(String organization, int number) {
    return new Event<>(
        organization + number,
        organization,
        organization,
        new AuditEvent(
            organization,
            "user:" + number,
            "action." + number,
            "object:" + number,
            Outcome.DONE,
            "request-" + number,
            Instant.parse("2026-03-01T08:00:0" + number + "Z")));
  }
}
