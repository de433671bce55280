package dev.crow.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.system.faults.Traffic.Pace;
import dev.crow.system.faults.Violation.Kind;
import dev.crow.system.faults.inside.Bug;
import dev.crow.system.faults.inside.FailPoint;
import dev.crow.system.faults.inside.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The short form of the fault harness: some fail-points in turn, kills, pauses, lacks of space and
 * bad lines, with records that come twice and out of order; then the same checks on services with a
 * mistake in them. With {@code -Dcrow.faults=true} all fail-points have their turn, and every
 * mistake is made; {@code -Dcrow.faults.seed=N} repeats a run's faults, {@code -Dcrow.faults.kills}
 * and {@code -Dcrow.faults.turns} make it longer, {@code -Dcrow.faults.mistakes=A,B} chooses among
 * the mistakes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultTests {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int TRIES = 4;
  private static final boolean WHOLE = Boolean.getBoolean("crow.faults");

  /** One of each sort: in what is published, refused, read and stored. */
  private static final Set<Bug> TELLING =
      EnumSet.of(
          Bug.NEW_IDS_FOR_REPETITIONS,
          Bug.DEAD_LETTERS_SWALLOWED,
          Bug.FAILED_BATCH_SKIPPED,
          Bug.EARLY_ACKNOWLEDGEMENT,
          Bug.OFFSETS_FIRST);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path data;

  private final long seed = Long.getLong("crow.faults.seed", System.nanoTime());
  private FaultySuite suite;

  @BeforeAll
  void start() {
    System.out.printf("-Dcrow.faults.seed=%d, data in %s%n", seed, data);
    suite = FaultySuite.start(data, seed);
  }

  @AfterAll
  void stop() {
    suite.close();
  }

  @Test
  @Order(1)
  void nothingIsLostDoubledOrInventedWhateverGoesWrong() {
    int kills = Integer.getInteger("crow.faults.kills", WHOLE ? 6 : 3);
    int turns = Integer.getInteger("crow.faults.turns", WHOLE ? Schedule.ALL_TURNS : 4);
    Trial.Outcome outcome = new Trial(suite, seed, Pace.BRISK, 6, PATIENCE).ordeal(kills, turns, 0);
    System.out.println(outcome);
    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.acknowledged()).isGreaterThan(15L * outcome.ended());
  }

  @Test
  @Order(2)
  void servicesCameToEveryFailPoint() {
    List<String> reached = suite.reached();
    assertThat(Arrays.stream(FailPoint.values()).map(FailPoint::word))
        .allSatisfy(
            point -> assertThat(reached).anyMatch(line -> line.split(" ", 3)[1].equals(point)));
  }

  static Set<Bug> mistakes() {
    String asked = System.getProperty("crow.faults.mistakes");
    if (asked != null) {
      return Arrays.stream(asked.split(",", -1)).map(Bug::valueOf).collect(Collectors.toSet());
    }
    return WHOLE ? EnumSet.allOf(Bug.class) : TELLING;
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  @Order(3)
  void noticesTheSeededMistake(Bug bug) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      List<Violation> found = tryWith(bug, seed + attempt);
      System.out.printf("%s, attempt %d: %s%n", bug, attempt + 1, found);
      if (found.stream().anyMatch(violation -> shows(bug).contains(violation.kind()))) {
        return;
      }
      assertThat(found).as("what %s does not explain", bug).isEmpty();
    }
    throw new AssertionError(bug + " was not noticed");
  }

  private List<Violation> tryWith(Bug bug, long with) {
    return new Trial(suite, with, paceFor(bug), 8, PATIENCE)
        .during(
            _ -> {
              suite.plan(serviceOf(bug), Plan.NONE.seeded(with).with(bug));
              pause(Duration.ofMillis(500));
              provoke(bug, with, new Random(with));
              pause(Duration.ofMillis(500));
              return 0;
            })
        .violations();
  }

  /** Lets happen what the mistake is a mistake for. */
  private void provoke(Bug bug, long with, Random random) {
    Plan plan = Plan.NONE.seeded(with).with(bug);
    switch (bug) {
      case EARLY_ACKNOWLEDGEMENT -> {
        pause(Duration.ofMillis(200 + random.nextInt(400)));
        suite.kill(FaultySuite.INGEST);
      }
      case OBJECT_AFTER_ROW, VECTOR_AFTER_ROW, OUTBOX_FORGETS_EARLY -> {
        pause(Duration.ofMillis(3_000 + random.nextInt(400)));
        suite.kill(FaultySuite.INTERACTION);
      }
      case OFFSETS_FIRST -> crash(plan.crashing(FailPoint.OFFSETS_COMMITTED, 0.5));
      case DEDUPLICATION_FIRST, EFFECT_IN_PARTS -> crash(plan.crashing(FailPoint.ROW_WRITTEN, 0.2));
      case FAILED_BATCH_SKIPPED -> {
        suite.plan(FaultySuite.INTERACTION, plan.failing(FailPoint.OBJECT_CHANGING, 0.5));
        pause(Duration.ofSeconds(4));
      }
      case WALL_CLOCK_SESSIONS -> {
        suite.plan(FaultySuite.INGEST, plan.stalling(1_000L * (Traffic.GAP + 1)));
        pause(Duration.ofSeconds(3L * (Traffic.GAP + 1)));
      }
      case NEW_IDS_FOR_REPETITIONS -> {
        suite.plan(FaultySuite.INGEST, plan.scrambling(0.3, 0));
        pause(Duration.ofSeconds(1));
      }
      case DEAD_LETTERS_SWALLOWED -> pause(Duration.ofSeconds(2));
    }
  }

  private void crash(Plan plan) {
    int before = suite.crashes().size();
    suite.plan(FaultySuite.INTERACTION, plan);
    Awaitility.await("the process ends")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> suite.crashes().size() > before);
    suite.everydayFor(FaultySuite.INTERACTION);
  }

  private static Pace paceFor(Bug bug) {
    return bug == Bug.WALL_CLOCK_SESSIONS ? Pace.LINGERING : Pace.BRISK;
  }

  private static String serviceOf(Bug bug) {
    return switch (bug) {
      case EARLY_ACKNOWLEDGEMENT,
          WALL_CLOCK_SESSIONS,
          NEW_IDS_FOR_REPETITIONS,
          DEAD_LETTERS_SWALLOWED ->
          FaultySuite.INGEST;
      case OFFSETS_FIRST,
          DEDUPLICATION_FIRST,
          EFFECT_IN_PARTS,
          OUTBOX_FORGETS_EARLY,
          FAILED_BATCH_SKIPPED,
          OBJECT_AFTER_ROW,
          VECTOR_AFTER_ROW ->
          FaultySuite.INTERACTION;
    };
  }

  private static Set<Kind> shows(Bug bug) {
    return switch (bug) {
      case EARLY_ACKNOWLEDGEMENT, OFFSETS_FIRST, DEDUPLICATION_FIRST, FAILED_BATCH_SKIPPED ->
          Set.of(Kind.LOST);
      // Which part is missing depends on where it was cut.
      case EFFECT_IN_PARTS -> Set.of(Kind.LOST, Kind.BOOKS_WRONG);
      case WALL_CLOCK_SESSIONS -> Set.of(Kind.SPLIT);
      case DEAD_LETTERS_SWALLOWED -> Set.of(Kind.DEAD_LETTER_LOST);
      case OUTBOX_FORGETS_EARLY -> Set.of(Kind.BOOKS_WRONG);
      case OBJECT_AFTER_ROW -> Set.of(Kind.OBJECT_MISSING);
      case VECTOR_AFTER_ROW -> Set.of(Kind.VECTOR_MISSING);
      case NEW_IDS_FOR_REPETITIONS -> Set.of(Kind.INVENTED);
    };
  }

  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}
