package dev.crow.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RefusalTallyTests {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MutableClock clock = new MutableClock();
  private final RefusalTally tally = new RefusalTally(clock);
  private final List<Refusal> told = new ArrayList<>();

  @Test
  void tellsOfAFirstRefusalAtTheNextTurn() {
    tally.add(caller("o1", "k1"), "Things#list", "r1");
    tally.tell(told::add);
    assertThat(told)
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.actor()).isEqualTo("key:k1");
              assertThat(refusal.object()).isEqualTo("operation:Things#list");
              assertThat(refusal.times()).isOne();
              assertThat(refusal.requestId()).isEqualTo("r1");
            });
  }

  @Test
  void tellsOfAThousandLaterOnesInOneRecordOnceTheirMinuteIsOver() {
    tally.add(caller("o1", "k1"), "Things#list", "r1");
    tally.tell(told::add);
    for (int i = 0; i < 1000; i++) {
      tally.add(caller("o1", "k1"), "Things#" + "abc".charAt(i % 3), "r" + i);
      clock.advance(Duration.ofMillis(10));
      tally.tell(told::add);
    }
    assertThat(told).hasSize(1);
    clock.advance(MINUTE);
    tally.tell(told::add);
    assertThat(told).hasSize(2);
    assertThat(told.getLast().times()).isEqualTo(1000);
    assertThat(told.getLast().object()).isEqualTo("operation:Things#a,Things#b,Things#c");
    assertThat(told.getLast().last()).isAfter(told.getLast().first());
  }

  @Test
  void namesAFewOperationsAndThenSaysThereAreMore() {
    for (int i = 0; i < 50; i++) {
      tally.add(caller("o1", "k1"), "T#" + i, "r");
    }
    tally.tell(told::add);
    assertThat(told.getFirst().object()).isEqualTo("operation:T#0,T#1,T#2,T#3,T#4,…");
    assertThat(told.getFirst().times()).isEqualTo(50);
  }

  @Test
  void countsEveryCallerOfEveryOrganizationByItself() {
    tally.add(caller("o1", "k1"), "T#a", "r");
    tally.add(caller("o2", "k1"), "T#a", "r");
    tally.add(caller("o1", "k2"), "T#a", "r");
    tally.tell(told::add);
    assertThat(told).hasSize(3).allSatisfy(refusal -> assertThat(refusal.times()).isOne());
  }

  @Test
  void startsAnewForACallerThatWasQuiet() {
    tally.add(caller("o1", "k1"), "T#a", "r");
    tally.tell(told::add);
    clock.advance(MINUTE);
    tally.tell(told::add);
    tally.add(caller("o1", "k1"), "T#a", "r");
    tally.tell(told::add);
    assertThat(told).hasSize(2);
  }

  @Test
  void tellsAgainUnderTheSameIdWhatCouldNotBeTold() {
    tally.add(caller("o1", "k1"), "T#a", "r");
    List<String> tried = new ArrayList<>();
    tally.tell(
        refusal -> {
          tried.add(refusal.id());
          throw new IllegalStateException("the broker is away");
        });
    tally.tell(told::add);
    tally.tell(told::add);
    assertThat(told).singleElement().extracting(Refusal::id).isEqualTo(tried.getFirst());
  }

  @Test
  void tellsOfAllAtTheEnd() {
    tally.add(caller("o1", "k1"), "T#a", "r");
    tally.tell(told::add);
    tally.add(caller("o1", "k1"), "T#b", "r");
    tally.tell(told::add);
    assertThat(told).hasSize(1);
    tally.tellAll(told::add);
    assertThat(told).hasSize(2);
  }

  @Test
  void keepsNothingOfCallersOfNoOrganization() {
    tally.add(
        new Caller(Caller.NO_ORGANIZATION, "192.0.2.1", Caller.Kind.PUBLIC, Set.of()), "T#a", "r");
    tally.tellAll(told::add);
    assertThat(told).isEmpty();
  }

  private static Caller caller(String organization, String subject) {
    return new Caller(organization, subject, Caller.Kind.SECRET_KEY, Set.of());
  }
}
