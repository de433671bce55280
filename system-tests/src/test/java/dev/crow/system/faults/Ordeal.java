package dev.crow.system.faults;

import dev.crow.system.faults.Schedule.Fault;
import dev.crow.system.faults.inside.FailPoint;
import dev.crow.system.faults.inside.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/** Lets a schedule of faults happen to a suite with visitors in it. */
final class Ordeal {

  private static final double CRASH_CHANCE = 0.3;
  private static final double FULL_CHANCE = 0.5;

  private final FaultySuite suite;
  private final Journal journal;
  private final Random random;
  private final Plan everyday;
  private int ends;

  Ordeal(FaultySuite suite, Journal journal, Random random, Plan everyday) {
    this.suite = suite;
    this.journal = journal;
    this.random = random;
    this.everyday = everyday;
  }

  /**
   * @param faults in order
   */
  void happen(List<Fault> faults) {
    suite.everyday(everyday);
    for (Fault fault : faults) {
      awaitTraffic(20 + random.nextInt(60));
      System.out.printf("%s %s%n", Instant.now(), fault);
      happen(fault);
      // Now and then the next one falls while the last is still getting up.
      if (random.nextInt(6) == 0) {
        pause(Duration.ofMillis(random.nextInt(1_500)));
        happen(new Fault.Kill(FaultySuite.INGEST));
      }
    }
  }

  private void happen(Fault fault) {
    switch (fault) {
      case Fault.Kill(String process) -> {
        if (suite.kill(process)) {
          ends++;
        }
      }
      case Fault.Freeze(String process, Duration time) -> {
        suite.freeze(process);
        pause(time);
        suite.wake(process);
      }
      case Fault.Full(String service, var point, Duration time) -> {
        suite.plan(service, everyday.failing(point, FULL_CHANCE));
        pause(time);
        suite.everydayFor(service);
      }
      case Fault.Crashes(FailPoint ofIngest, FailPoint ofInteraction) -> {
        // In an order, so that each gets the same seed every time.
        Map<String, FailPoint> both = new TreeMap<>();
        both.put(FaultySuite.INGEST, ofIngest);
        both.put(FaultySuite.INTERACTION, ofInteraction);
        crash(both);
        ends += both.size();
      }
    }
  }

  private void crash(Map<String, FailPoint> points) {
    Map<String, Long> before = new HashMap<>();
    points.forEach(
        (service, point) -> {
          before.put(service, crashesOf(service));
          suite.plan(service, everyday.seeded(random.nextLong()).crashing(point, CRASH_CHANCE));
        });
    Awaitility.await(points + " happens")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              before
                  .entrySet()
                  .removeIf(
                      entry -> {
                        boolean ended = crashesOf(entry.getKey()) > entry.getValue();
                        if (ended) {
                          suite.everydayFor(entry.getKey());
                        }
                        return ended;
                      });
              return before.isEmpty();
            });
  }

  private long crashesOf(String service) {
    return suite.crashes().stream().filter(line -> line.startsWith(service + " ")).count();
  }

  /** A fault in idle silence proves little: first let some more events be acknowledged. */
  private void awaitTraffic(int events) {
    long before = journal.acknowledgedEvents();
    Awaitility.await("events are acknowledged again")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> journal.acknowledgedEvents() >= before + events);
  }

  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  /** How many processes were ended. */
  int ends() {
    return ends;
  }
}
