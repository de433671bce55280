package dev.crow.system.faults;

import dev.crow.contracts.Topics;
import dev.crow.system.Api;
import dev.crow.system.faults.FaultProxy.Weather;
import dev.crow.system.faults.Traffic.Pace;
import dev.crow.system.faults.inside.Plan;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Visitors of a new organization, while the suite goes through an ordeal; and the books after. */
final class Trial {

  private static final int POISON = 3;

  private final FaultySuite suite;
  private final long seed;
  private final Pace pace;
  private final int visitors;
  private final Duration patience;

  /**
   * @param visitors at a time
   * @param patience how long the suite may take to recover, and to settle everything afterwards
   */
  Trial(FaultySuite suite, long seed, Pace pace, int visitors, Duration patience) {
    this.suite = suite;
    this.seed = seed;
    this.pace = pace;
    this.visitors = visitors;
    this.patience = patience;
  }

  /** What happens while visitors come. */
  interface Event {

    /**
     * @param journal of the visitors
     * @return how many processes were ended
     */
    int happen(Journal journal);
  }

  /**
   * What came of it.
   *
   * @param violations what must not be
   * @param ended processes
   * @param acknowledged events
   * @param visits that sent them
   */
  record Outcome(List<Violation> violations, int ended, long acknowledged, int visits) {}

  /**
   * A schedule of faults on bad lines, with records that come twice and out of order.
   *
   * @param kills at random moments
   * @param turns how many fail-points of each service have their turn
   * @param events how many shall be acknowledged at least
   */
  Outcome ordeal(int kills, int turns, long events) {
    Random random = new Random(seed);
    Plan everyday = Plan.NONE.seeded(seed).scrambling(0.05, 0.05);
    return during(
        journal -> {
          suite.weather(Weather.ROUGH);
          Ordeal ordeal = new Ordeal(suite, journal, random, everyday);
          ordeal.happen(Schedule.of(random, kills, turns));
          Awaitility.await("enough events")
              .atMost(Duration.ofHours(3))
              .pollInterval(Duration.ofMillis(100))
              .until(() -> journal.acknowledgedEvents() >= events);
          return ordeal.ends();
        });
  }

  Outcome during(Event event) {
    Api organization = suite.organization();
    Journal journal = new Journal(seed);
    Set<String> poison;
    int ended;
    try (Traffic traffic = new Traffic(suite.visitorsOf(organization), journal, pace, seed)) {
      traffic.start(visitors);
      ended = event.happen(journal);
      poison = poison(organization);
      suite.calm();
      traffic.finish(patience);
    } finally {
      suite.calm();
    }
    try (Audit audit = new Audit(suite, organization, journal, poison)) {
      return new Outcome(
          audit.result(patience), ended, journal.acknowledgedEvents(), journal.visits());
    }
  }

  /** Puts records nobody can read among the closed sessions. */
  private Set<String> poison(Api organization) {
    Set<String> keys = new HashSet<>();
    Map<String, Object> config = Map.of("bootstrap.servers", suite.bootstrapServers());
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < POISON; i++) {
        String key = organization.organization() + "|poison-" + i;
        keys.add(key);
        producer.send(new ProducerRecord<>(Topics.INTERACTION_QUEUE, key, Audit.garbage())).get();
      }
      return keys;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
