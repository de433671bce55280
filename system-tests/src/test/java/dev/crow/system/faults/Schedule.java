package dev.crow.system.faults;

import dev.crow.system.faults.inside.FailPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What goes wrong when, all of it decided by a seed. */
final class Schedule {

  /** What ingest comes to, again and again, while events arrive. */
  private static final List<FailPoint> OF_INGEST =
      List.of(
          FailPoint.PUBLISHING,
          FailPoint.PUBLISHED,
          FailPoint.ACKNOWLEDGED,
          FailPoint.RECORDS_TAKEN,
          FailPoint.OFFSETS_COMMITTED,
          FailPoint.SESSION_SENT,
          FailPoint.SESSION_COMMITTING,
          FailPoint.SESSION_COMMITTED);

  private static final List<FailPoint> OF_INTERACTION =
      List.of(
          FailPoint.RECORDS_TAKEN,
          FailPoint.OBJECT_CHANGING,
          FailPoint.OBJECT_CHANGED,
          FailPoint.VECTORS_CHANGING,
          FailPoint.VECTORS_CHANGED,
          FailPoint.ROW_WRITTEN,
          FailPoint.COMMITTING,
          FailPoint.COMMITTED,
          FailPoint.OFFSETS_COMMITTED,
          FailPoint.PUBLISHING,
          FailPoint.PUBLISHED,
          FailPoint.ACKNOWLEDGED);

  /** Lets every fail-point have its turn. */
  static final int ALL_TURNS = Math.max(OF_INGEST.size(), OF_INTERACTION.size());

  private Schedule() {}

  /** One thing that goes wrong. */
  sealed interface Fault {

    /** Ends a process at any moment. */
    record Kill(String process) implements Fault {}

    /** Ends two processes where it hurts, each at its own moment. */
    record Crashes(FailPoint ofIngest, FailPoint ofInteraction) implements Fault {}

    /** Stops a process for a while. */
    record Freeze(String process, Duration time) implements Fault {}

    /** Lets a service fail for want of space now and then. */
    record Full(String service, FailPoint point, Duration time) implements Fault {}
  }

  /**
   * Fail-points in turn, and among them kills, pauses and lacks of space.
   *
   * @param kills how many kills at random moments
   * @param turns how many fail-points of each service have their turn; {@link #ALL_TURNS} are all
   */
  static List<Fault> of(Random random, int kills, int turns) {
    List<Fault> faults = new ArrayList<>();
    List<FailPoint> ofIngest = inTurn(OF_INGEST, turns, random);
    List<FailPoint> ofInteraction = inTurn(OF_INTERACTION, turns, random);
    for (int turn = 0; turn < turns; turn++) {
      faults.add(new Fault.Crashes(ofIngest.get(turn), ofInteraction.get(turn)));
    }
    for (int kill = 0; kill < kills; kill++) {
      faults.add(new Fault.Kill(one(FaultySuite.PROCESSES, random)));
    }
    for (int i = 0; i <= (kills + faults.size()) / 20; i++) {
      faults.add(new Fault.Freeze(FaultySuite.BROKER, milliseconds(random, 1_000, 5_000)));
      faults.add(
          new Fault.Freeze(one(FaultySuite.PROCESSES, random), milliseconds(random, 200, 2_000)));
      faults.add(
          new Fault.Full(
              FaultySuite.INTERACTION,
              one(List.of(FailPoint.OBJECT_CHANGING, FailPoint.VECTORS_CHANGING), random),
              milliseconds(random, 500, 2_000)));
    }
    Collections.shuffle(faults, random);
    return faults;
  }

  /** In any order, and none again before all the others. */
  private static List<FailPoint> inTurn(List<FailPoint> all, int turns, Random random) {
    List<FailPoint> found = new ArrayList<>();
    while (found.size() < turns) {
      List<FailPoint> round = new ArrayList<>(all);
      Collections.shuffle(round, random);
      found.addAll(round);
    }
    return found.subList(0, turns);
  }

  private static <T> T one(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  private static Duration milliseconds(Random random, int least, int most) {
    return Duration.ofMillis(random.nextInt(least, most));
  }
}
