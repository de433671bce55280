package dev.crow.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class OnceEachTests {

  private final Set<String> claimed = new HashSet<>();
  private final List<String> effects = new ArrayList<>();
  private final OnceEach<Note> notes =
      new OnceEach<>(
          "notes",
          Note::organization,
          (consumer, id) -> claimed.add(consumer + " " + id),
          new TransactionTemplate(new NoTransactions()),
          new StoreAway(Set.of(DiskGone.class)));

  private static Event<Note> note(String id, String envelope, String organization) {
    return new Event<>(id, envelope, envelope, new Note(organization));
  }

  private void handle(List<Event<Note>> events) {
    notes.handle(events, event -> notes.once(event, () -> effects.add(event.id())));
  }

  private static Consumer<Event<Note>> failing(RuntimeException failure) {
    return _ -> {
      throw failure;
    };
  }

  @Test
  void givesEachEventItsEffectOnceAndInOrder() {
    Event<Note> first = note("e1", "shop", "shop");
    Event<Note> second = note("e2", "stall", "stall");
    handle(List.of(first, second, first));
    handle(List.of(second));
    assertThat(effects).containsExactly("e1", "e2");
  }

  @Test
  void givesOnlyNewsAnEffect() {
    List<String> known = new ArrayList<>();
    Event<Note> first = note("e1", "shop", "shop");
    Event<Note> again = note("e2", "shop", "shop");
    Event<Note> other = note("e3", "stall", "stall");
    notes.handle(
        List.of(first, first, again, other),
        event ->
            notes.onceIfNews(
                event,
                note -> !known.contains(note.organization()),
                note -> known.add(note.organization())));
    assertThat(known).containsExactly("shop", "stall");
    assertThat(claimed).containsExactlyInAnyOrder("notes e1", "notes e2", "notes e3");
  }

  @Test
  void asksWhetherItIsNewsBeforeItWrites() {
    Event<Note> event = note("e1", "shop", "shop");
    notes.onceIfNews(event, _ -> claimed.isEmpty(), note -> effects.add(note.organization()));
    assertThat(effects).containsExactly("shop");
  }

  @Test
  void refusesAnEnvelopeThatNamesAnotherOrganization() {
    List<Event<Note>> forged = List.of(note("e1", "shop", "stall"));
    assertThatThrownBy(() -> handle(forged)).isInstanceOf(IllegalArgumentException.class);
    assertThat(effects).isEmpty();
  }

  static Stream<RuntimeException> away() {
    return Stream.of(
        new DataAccessResourceFailureException("disk full"),
        new CannotAcquireLockException("busy"),
        new CannotCreateTransactionException("no connection"),
        new UncheckedIOException(new IOException("gone")),
        new DiskGone());
  }

  @ParameterizedTest
  @MethodSource("away")
  void waitsForAStoreThatIsAway(RuntimeException failure) {
    List<Event<Note>> events = List.of(note("e1", "shop", "shop"));
    assertThatThrownBy(() -> notes.handle(events, failing(failure)))
        .isInstanceOf(TransientFailure.class)
        .hasCause(failure)
        .hasMessageNotContaining("gone");
  }

  @Test
  void whatIsWrongWithTheEventIsNoStoreThatIsAway() {
    List<Event<Note>> events = List.of(note("e1", "shop", "shop"));
    DuplicateKeyException failure = new DuplicateKeyException("twice");
    assertThatThrownBy(() -> notes.handle(events, failing(failure))).isSameAs(failure);
  }

  @Test
  void anAnswerIsTheSameEventHoweverOftenItIsGiven() {
    Event<Note> order = note("e1", "shop", "shop");
    assertThat(order.answeredBy("stock", "done"))
        .isEqualTo(order.answeredBy("stock", "done"))
        .isEqualTo(new Event<>("e1:stock", "shop", "shop", "done"));
  }

  private record Note(String organization) {}

  private static final class DiskGone extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class NoTransactions extends AbstractPlatformTransactionManager {
    private static final long serialVersionUID = 1L;

    @Override
    protected Object doGetTransaction() {
      return new Object();
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {}

    @Override
    protected void doCommit(DefaultTransactionStatus status) {}

    @Override
    protected void doRollback(DefaultTransactionStatus status) {}
  }
}
