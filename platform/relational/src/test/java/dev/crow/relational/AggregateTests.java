package dev.crow.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.PagingAndSortingRepository;
import org.springframework.jdbc.core.simple.JdbcClient;

class AggregateTests {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path data;
  private ConfigurableApplicationContext context;
  private Notes notes;

  @BeforeEach
  void start() {
    context = TestService.context(App.class, data, List.of("--crow.relational.database=notes"));
    notes = context.getBean(Notes.class);
  }

  @AfterEach
  void stop() {
    context.close();
  }

  @Test
  void keepsEachTypeAsTheTablesDo() {
    Note saved = notes.save(note("a", NOON.plusMillis(5), true));
    JdbcClient jdbc = context.getBean(JdbcClient.class);
    assertThat(jdbc.sql("SELECT made_at FROM note").query(String.class).single())
        .isEqualTo("2026-03-01T12:00:00.005Z");
    assertThat(jdbc.sql("SELECT day FROM note").query(String.class).single())
        .isEqualTo("2026-03-01");
    assertThat(jdbc.sql("SELECT typeof(done) || done FROM note").query(String.class).single())
        .isEqualTo("integer1");
    assertThat(notes.findById("a")).contains(saved);
  }

  @Test
  void comparesTimesInsideTheDatabase() {
    Stream.of(0, 100, 1_000).forEach(i -> notes.save(note("n" + i, NOON.plusMillis(i), i == 100)));
    assertThat(notes.findByMadeAtAfter(NOON.plusMillis(99)))
        .extracting(Note::id)
        .containsExactlyInAnyOrder("n100", "n1000");
    assertThat(notes.findByDone(true)).extracting(Note::id).containsExactly("n100");
  }

  @Test
  void pagesAndSorts() {
    Stream.of("a", "b", "c", "d", "e").forEach(id -> notes.save(note(id, NOON, false)));
    var page = notes.findAll(PageRequest.of(1, 2, Sort.by("id").descending()));
    assertThat(page).extracting(Note::id).containsExactly("c", "b");
    assertThat(page.getTotalElements()).isEqualTo(5);
  }

  @Test
  void refusesToOverwriteAChangeOfSomebodyElse() {
    Note first = notes.save(note("a", NOON, false));
    notes.save(new Note("a", NOON, first.day(), true, first.version()));
    assertThatThrownBy(() -> notes.save(first))
        .isInstanceOf(OptimisticLockingFailureException.class);
    assertThat(Optional.of(notes.findById("a").orElseThrow().done())).contains(true);
  }

  private static Note note(String id, Instant madeAt, boolean done) {
    return new Note(id, madeAt, LocalDate.of(2026, 3, 1), done, null);
  }

  @Table("note")
  record Note(
      @Id String id,
      Instant madeAt,
      LocalDate day,
      boolean done,
      @Version @Nullable Long version) {}

  interface Notes extends CrudRepository<Note, String>, PagingAndSortingRepository<Note, String> {
    List<Note> findByMadeAtAfter(Instant time);

    List<Note> findByDone(boolean done);
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @EnableJdbcRepositories(considerNestedRepositories = true)
  static class App {}
}
