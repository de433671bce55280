package dev.crow.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.IllegalTransactionStateException;

@Timeout(60)
class SqliteTransactionTests {

  private static final int WRITERS = 8;
  private static final int ROWS = 200;

  @TempDir Path data;
  private TestService service;

  @BeforeEach
  void start() {
    service = TestService.start(data);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void writersAtTheSameTimeAllSucceed() throws Exception {
    together(id -> service.writing().executeWithoutResult(_ -> service.add(id)));
    assertThat(service.count()).isEqualTo(WRITERS * ROWS);
  }

  @Test
  void writersWithoutATransactionAllSucceed() throws Exception {
    together(service::add);
    assertThat(service.count()).isEqualTo(WRITERS * ROWS);
  }

  @Test
  void writersThatReadFirstAllSucceed() throws Exception {
    service.add("0");
    together(
        _ ->
            service
                .writing()
                .executeWithoutResult(
                    _ -> {
                      long before = service.jdbc().sql(VALUE).query(Long.class).single();
                      service.jdbc().sql(SET).param(Long.toString(before + 1)).update();
                    }));
    assertThat(service.jdbc().sql(VALUE).query(Long.class).single()).isEqualTo(WRITERS * ROWS);
  }

  private static final String VALUE =
      "SELECT CASE kind WHEN 'a' THEN 0 ELSE CAST(kind AS INTEGER) END FROM things WHERE id = '0'";
  private static final String SET = "UPDATE things SET kind = ? WHERE id = '0'";

  private static void together(Consumer<String> work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        String name = "w" + writer;
        writers.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < ROWS; i++) {
                    work.accept(name + "-" + i);
                  }
                }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
  }

  @Test
  void aReadOnlyTransactionNeitherWaitsForAWriterNorSeesItsRows() {
    service
        .writing()
        .executeWithoutResult(
            _ -> {
              service.add("1");
              Long seen = service.reading().execute(_ -> service.count());
              assertThat(seen).isZero();
            });
    assertThat(service.count()).isEqualTo(1);
  }

  @Test
  void aReadOnlyTransactionSeesOneSnapshotWhileOthersWrite() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      service
          .reading()
          .executeWithoutResult(
              _ -> {
                assertThat(service.count()).isZero();
                await(
                    threads.submit(
                        () -> service.writing().executeWithoutResult(_ -> service.add("1"))));
                assertThat(service.count()).isZero();
              });
    }
    assertThat(service.count()).isEqualTo(1);
  }

  private static void await(Future<?> future) {
    try {
      future.get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFailureRollsEverythingBackAndLetsTheNextWriterIn() {
    assertThatThrownBy(
            () ->
                service
                    .writing()
                    .executeWithoutResult(
                        _ -> {
                          service.add("1");
                          throw new IllegalStateException("boom");
                        }))
        .hasMessage("boom");
    assertThat(service.count()).isZero();
    service.writing().executeWithoutResult(_ -> service.add("1"));
    assertThat(service.count()).isEqualTo(1);
  }

  @Test
  void aSecondWriterInsideAWriterIsRefusedAtOnce() {
    service
        .writing()
        .executeWithoutResult(
            _ -> {
              assertThatThrownBy(
                      () -> service.inItsOwn().executeWithoutResult(_ -> service.add("2")))
                  .isInstanceOf(IllegalTransactionStateException.class)
                  .hasMessageContaining("one writer");
              service.add("1");
            });
    assertThat(service.count()).isEqualTo(1);
  }

  @Test
  void aFullDatabaseIsToldAsSuchAndTheServiceRecovers() {
    service.add("before");
    // One connection, so that the page limit, which belongs to a connection, meets the insert.
    assertThatThrownBy(
            () ->
                service
                    .writing()
                    .executeWithoutResult(
                        _ -> {
                          service.add("lost");
                          limitPages("1");
                          for (int i = 0; i < 1_000; i++) {
                            String kind = "x".repeat(10_000);
                            service.jdbc().sql(TestService.ADD).params("p" + i, "", kind).update();
                          }
                        }))
        .isInstanceOf(DataAccessResourceFailureException.class);
    assertThat(service.count()).isEqualTo(1);
    for (int i = 0; i < 8; i++) {
      String id = "after-" + i;
      service
          .writing()
          .executeWithoutResult(
              _ -> {
                limitPages("4294967294");
                service.add(id);
              });
    }
    assertThat(service.count()).isEqualTo(9);
  }

  private void limitPages(String pages) {
    service.jdbc().sql("PRAGMA max_page_count = " + pages).query(Long.class).single();
  }

  @Test
  void aWriterThatWaitsTooLongIsToldSo() throws Exception {
    CountDownLatch holds = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> holder =
          threads.submit(
              () ->
                  service
                      .writing()
                      .executeWithoutResult(
                          _ -> {
                            holds.countDown();
                            try {
                              enough.await();
                            } catch (InterruptedException e) {
                              throw new IllegalStateException(e);
                            }
                          }));
      holds.await();
      var impatient = service.writing();
      impatient.setTimeout(1);
      assertThatThrownBy(() -> impatient.executeWithoutResult(_ -> service.add("1")))
          .isInstanceOf(org.springframework.dao.CannotAcquireLockException.class);
      enough.countDown();
      holder.get();
    }
    service.writing().executeWithoutResult(_ -> service.add("1"));
    assertThat(service.count()).isEqualTo(1);
  }
}
