package dev.crow.system.faults;

import dev.crow.contracts.Topics;
import dev.crow.system.Api;
import dev.crow.system.faults.Violation.Kind;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;

/**
 * Compares what the visitors know, what the log of accepted events says, and what the suite keeps
 * and tells. Everything has to agree, to the event.
 */
final class Audit implements AutoCloseable {

  private static final Duration CALM = Duration.ofSeconds(3);
  private static final int MOST_SHOWN = 4;

  private final Api api;
  private final String bootstrapServers;
  private final Journal journal;
  private final Truth truth;
  private final Stored stored;
  private final Backlog backlog;
  private final Set<String> poison;

  /**
   * @param api of the organization
   * @param poison keys of unreadable records that were put into the queue of interactions
   */
  Audit(FaultySuite suite, Api api, Journal journal, Set<String> poison) {
    this.api = api;
    this.bootstrapServers = suite.bootstrapServers();
    this.journal = journal;
    this.poison = Set.copyOf(poison);
    String organization = api.organization();
    this.truth = new Truth(bootstrapServers, organization, journal, suite::trueTime);
    this.stored = new Stored(suite.data(), organization);
    this.backlog = new Backlog(bootstrapServers, stored);
  }

  /**
   * Waits until all is well, or until nothing moves any more.
   *
   * @param atMost the longest wait
   * @return what is wrong then; empty if nothing is
   */
  List<Violation> result(Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    List<Violation> last = List.of();
    long since = System.nanoTime();
    while (true) {
      List<Violation> now = look();
      if (now.isEmpty() || now.stream().anyMatch(violation -> violation.kind().isFinal())) {
        return some(now);
      }
      if (!now.equals(last) || !isCalm()) {
        since = System.nanoTime();
        last = now;
      }
      if (System.nanoTime() - since > CALM.toNanos() || System.nanoTime() > deadline) {
        return some(now);
      }
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
  }

  /** Of each kind a few: one mistake may be seen in every visit. */
  private static List<Violation> some(List<Violation> all) {
    Map<Kind, Integer> shown = new EnumMap<>(Kind.class);
    return all.stream()
        .filter(violation -> shown.merge(violation.kind(), 1, Integer::sum) <= MOST_SHOWN)
        .toList();
  }

  /** Whether no session is open and nobody has anything left to do. */
  private boolean isCalm() {
    JsonNode ledger = read("/api/v1/ledger");
    return ledger.path("received").asLong(-1) >= 0
        && ledger.path("open").asLong() == 0
        && backlog.isEmpty();
  }

  /** Nothing where the suite cannot tell: it may still be getting up. */
  private JsonNode read(String path) {
    try {
      HttpResponse<String> answer = api.read(path);
      if (answer.statusCode() == 200) {
        return api.json(answer);
      }
    } catch (UncheckedIOException e) {
      // As when it answers that it is not ready.
    }
    return api.parsed("{}");
  }

  private List<Violation> look() {
    truth.readOn();
    List<Violation> found = new ArrayList<>();
    journal.dishonest().forEach(answer -> found.add(new Violation(Kind.DISHONEST, answer)));
    truth
        .strangers()
        .forEach(name -> found.add(new Violation(Kind.INVENTED, "in the log: " + name)));
    Map<Integer, List<Long>> visible = visible(found);
    for (int visit = 1; visit <= journal.visits(); visit++) {
      compare(visit, visible.getOrDefault(visit, List.of()), found);
    }
    compareBooks(found);
    if (found.isEmpty()) {
      // Only worth the while once the rest is right.
      follow(found);
      findDeadLetters(found);
    }
    return found;
  }

  private Map<Integer, List<Long>> visible(List<Violation> found) {
    Map<Integer, List<Long>> visible = new HashMap<>();
    Set<String> names = new HashSet<>();
    stored.interactions(
        interaction -> {
          names.add(interaction.session() + "." + interaction.run());
          Integer visit = journal.visitNamed(interaction.session());
          if (visit == null) {
            found.add(new Violation(Kind.INVENTED, interaction.session()));
            return;
          }
          visible
              .computeIfAbsent(visit, _ -> new ArrayList<>())
              .add(bits(visit, interaction, found));
        });
    Set<String> missing = new HashSet<>(names);
    missing.removeAll(stored.archived());
    missing.forEach(name -> found.add(new Violation(Kind.OBJECT_MISSING, name)));
    int vectors = stored.vectors();
    if (vectors != names.size()) {
      found.add(
          new Violation(
              Kind.VECTOR_MISSING, vectors + " vectors for " + names.size() + " interactions"));
    }
    return visible;
  }

  private long bits(int visit, Stored.Interaction interaction, List<Violation> found) {
    long bits = 0;
    for (String event : interaction.events()) {
      long bit = journal.bit(visit, event);
      if (bit == 0) {
        found.add(new Violation(Kind.INVENTED, Journal.session(visit) + " " + event));
      } else if ((bits & bit) != 0) {
        found.add(new Violation(Kind.DOUBLED, journal.names(visit, bit) + " in one interaction"));
      }
      bits |= bit;
    }
    return bits;
  }

  private void compare(int visit, List<Long> visible, List<Violation> found) {
    long all = 0;
    for (long run : visible) {
      if ((all & run) != 0) {
        found.add(
            new Violation(Kind.DOUBLED, journal.names(visit, all & run) + " in two interactions"));
      }
      all |= run;
    }
    long lost = journal.acknowledgedOf(visit) & ~all;
    if (lost != 0) {
      found.add(new Violation(Kind.LOST, journal.names(visit, lost)));
    }
    long invented = all & ~journal.sentOf(visit);
    if (invented != 0) {
      found.add(new Violation(Kind.INVENTED, journal.names(visit, invented)));
    }
    Truth.Sessions session = truth.of(visit);
    List<Long> expected = session == null ? List.of() : session.runs();
    if (lost == 0 && !sorted(expected).equals(sorted(visible))) {
      found.add(
          new Violation(
              Kind.SPLIT,
              "%s has runs of %s events, the log says %s"
                  .formatted(Journal.session(visit), sizes(visible), sizes(expected))));
    }
  }

  private static List<Long> sorted(List<Long> runs) {
    List<Long> sorted = new ArrayList<>(runs);
    Collections.sort(sorted);
    return sorted;
  }

  private static List<Integer> sizes(List<Long> runs) {
    return runs.stream().map(Long::bitCount).toList();
  }

  private void compareBooks(List<Violation> found) {
    JsonNode ledger = read("/api/v1/ledger");
    expect(found, "received", truth.received(), ledger);
    expect(found, "duplicates", truth.duplicates(), ledger);
    expect(found, "closed", truth.events(), ledger);
    expect(found, "stored", truth.events(), ledger);
    expect(found, "inFlight", 0, ledger);
  }

  private static void expect(List<Violation> found, String name, long right, JsonNode ledger) {
    long said = ledger.path(name).asLong(-1);
    if (said != right) {
      found.add(new Violation(Kind.BOOKS_WRONG, name + " is " + right + ", not " + said));
    }
  }

  private void follow(List<Violation> found) {
    for (String id : journal.receipts()) {
      JsonNode receipt = read("/api/v1/receipts/" + id);
      boolean nothingNew =
          receipt.path("stored").asInt(-1) == 0
              && receipt.path("session").path("state").asString("").equals("nothing-new");
      boolean arrived =
          receipt.path("session").path("state").asString("").equals("closed")
              && receipt.path("interaction").path("state").asString("").equals("stored")
              && receipt.path("vector").path("state").asString("").equals("stored");
      if (!nothingNew && !arrived) {
        found.add(new Violation(Kind.RECEIPT_UNFOLLOWED, id + " " + receipt));
      }
    }
  }

  private void findDeadLetters(List<Violation> found) {
    String refused = String.join("\n", texts(Topics.deadLettersOf(Topics.WEB_EVENTS)).values());
    for (String event : journal.refused()) {
      if (!refused.contains(event)) {
        found.add(new Violation(Kind.DEAD_LETTER_LOST, "refused event " + event));
      }
    }
    Map<String, String> unreadable = texts(Topics.deadLettersOf(Topics.INTERACTION_QUEUE));
    for (String key : poison) {
      if (!unreadable.containsKey(key)) {
        found.add(new Violation(Kind.DEAD_LETTER_LOST, "unreadable record " + key));
      }
    }
  }

  /** All records of a topic; those of one key become one text. */
  private Map<String, String> texts(String topic) {
    Properties config = new Properties();
    config.put("bootstrap.servers", bootstrapServers);
    Map<String, String> texts = new HashMap<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer
            .poll(Duration.ofMillis(500))
            .forEach(record -> texts.merge(record.key(), record.value(), String::concat));
      }
    }
    return texts;
  }

  long events() {
    return truth.events();
  }

  @Override
  public void close() {
    truth.close();
  }

  static byte[] garbage() {
    return "no session".getBytes(StandardCharsets.UTF_8);
  }
}
