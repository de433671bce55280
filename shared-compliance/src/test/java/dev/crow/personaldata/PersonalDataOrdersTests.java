package dev.crow.personaldata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureDone;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportDelivered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.events.Event;
import dev.crow.events.TransientFailure;
import dev.crow.objectstore.ObjectStoreException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class PersonalDataOrdersTests {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final IdentityEvent ERASE =
      new ErasureOrdered("shop", "erasure", Scope.VISITOR, "visitor", NOW);
  private static final IdentityEvent EXPORT =
      new ExportOrdered("shop", "export", Scope.VISITOR, "visitor", NOW);

  private final List<String> done = new ArrayList<>();
  private final List<Event<?>> answers = new ArrayList<>();
  private final Set<String> claimed = new HashSet<>();
  private boolean away;
  private final PersonalDataOrders orders =
      new PersonalDataOrders(
          "shelf-service",
          new Shelf(),
          PersonalDataOrders.effects(
              (consumer, id) -> claimed.add(consumer + id),
              new TransactionTemplate(new NoTransactions())),
          (_, event) -> answers.add(event),
          Clock.fixed(NOW, ZoneOffset.UTC));

  private void handle(String id, IdentityEvent event) {
    orders.handle(List.of(new Event<>(id, "shop", "shop", event)));
  }

  @Test
  void erasesRowsLastAndAnswersWithAllThereWas() {
    handle("e1", ERASE);
    assertThat(done).containsExactly("objects", "rows");
    assertThat(answers)
        .singleElement()
        .extracting(Event::payload)
        .isEqualTo(
            new ErasureDone(
                "shop", "erasure", "shelf-service", Map.of("objects", 2L, "rows", 3L), NOW));
  }

  @Test
  void answersARepeatedOrderOnce() {
    handle("e1", ERASE);
    handle("e1", ERASE);
    assertThat(done).containsExactly("objects", "rows", "objects");
    assertThat(answers).hasSize(1);
  }

  @Test
  void handsOverWhereTheExportLies() {
    handle("e2", EXPORT);
    assertThat(answers)
        .singleElement()
        .extracting(Event::payload)
        .isEqualTo(
            new ExportDelivered("shop", "export", "shelf-service", List.of("exports/a"), NOW));
  }

  @Test
  void waitsForAnObjectStoreThatIsAway() {
    away = true;
    assertThatThrownBy(() -> handle("e1", ERASE)).isInstanceOf(TransientFailure.class);
    away = false;
    handle("e1", ERASE);
    assertThat(answers).hasSize(1);
  }

  @Test
  void leavesOtherEventsAlone() {
    handle("e3", new IdentityEvent.UserRenamed("shop", "user", "Ada", NOW));
    assertThat(done).isEmpty();
    assertThat(answers).isEmpty();
    assertThat(claimed).isEmpty();
  }

  @Test
  void refusesAnOrderInAnotherOrganizationsEnvelope() {
    assertThatThrownBy(() -> orders.handle(List.of(new Event<>("e1", "stall", "stall", ERASE))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(done).isEmpty();
  }

  private final class Shelf implements PersonalDataHolder {

    @Override
    public Map<String, Long> eraseBesideRows(ErasureOrdered order) {
      if (away) {
        throw new ObjectStoreException.Unavailable("away", new IOException("away"));
      }
      done.add("objects");
      return Map.of("objects", 2L);
    }

    @Override
    public Map<String, Long> eraseRows(ErasureOrdered order) {
      done.add("rows");
      return Map.of("rows", 3L);
    }

    @Override
    public List<String> export(ExportOrdered order) {
      return List.of("exports/a");
    }
  }

  private static final class NoTransactions extends AbstractPlatformTransactionManager {

    @Override
    protected Object doGetTransaction() {
      return this;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {}

    @Override
    protected void doCommit(DefaultTransactionStatus status) {}

    @Override
    protected void doRollback(DefaultTransactionStatus status) {}
  }
}
