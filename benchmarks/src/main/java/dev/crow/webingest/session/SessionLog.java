package dev.crow.webingest.session;

import dev.crow.contracts.Topics;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Some hours of visits in the log, dated as if they had happened: five sessions begin each second,
 * and each sends two events in each of its requests, a minute apart. Ticks are as frequent beside
 * the requests as they are in a suite that sees a hundred sessions a second.
 */
final class SessionLog {

  static final int PARTITIONS = 3;
  private static final long BEGIN = Instant.parse("2026-11-20T08:00:00Z").toEpochMilli();
  private static final long STEP = Duration.ofMillis(200).toMillis();
  private static final long PAUSE = Duration.ofMinutes(1).toMillis();
  private static final long TICK = Duration.ofSeconds(20).toMillis();
  private static final byte[] TICK_VALUE = "tick".getBytes(StandardCharsets.UTF_8);

  private final JsonMapper json;
  private final int requests;
  private final Random random = new Random(11);

  /**
   * @param requests of each session
   */
  SessionLog(JsonMapper json, int requests) {
    this.json = json;
    this.requests = requests;
  }

  private record Request(long at, int session, int number) {}

  static void makeTopics(Admin admin) throws ExecutionException, InterruptedException {
    admin
        .createTopics(
            List.of(
                topic(Topics.WEB_EVENTS),
                topic(Topics.INTERACTION_QUEUE),
                topic(Topics.SESSIONS_OPENED),
                topic(Topics.deadLettersOf(Topics.WEB_EVENTS)),
                topic(Topics.SESSION_ERASURES),
                topic(Topics.IDENTITY_EVENTS)))
        .all()
        .get();
  }

  private static NewTopic topic(String name) {
    return new NewTopic(name, PARTITIONS, (short) 1).configs(Map.of("retention.ms", "-1"));
  }

  /** Writes it, in the order of time, and at last the hours in which everything becomes quiet. */
  void write(String bootstrap, int sessions) {
    PriorityQueue<Request> due = new PriorityQueue<>((a, b) -> Long.compare(a.at(), b.at()));
    try (KafkaProducer<String, byte[]> producer = producer(bootstrap)) {
      long tick = BEGIN;
      for (int begun = 0; begun < sessions || !due.isEmpty(); ) {
        if (begun < sessions && (due.isEmpty() || due.peek().at() > BEGIN + begun * STEP)) {
          due.add(new Request(BEGIN + begun * STEP, begun++, 0));
        }
        Request next = due.remove();
        for (; tick < next.at(); tick += TICK) {
          tick(producer, tick);
        }
        send(producer, next);
        if (next.number() + 1 < requests) {
          due.add(new Request(next.at() + PAUSE, next.session(), next.number() + 1));
        }
      }
      for (long end = tick + Duration.ofHours(2).toMillis(); tick < end; tick += TICK) {
        tick(producer, tick);
      }
    }
  }

  /** After everything else, as far as stream time goes. */
  static void laterTick(String bootstrap) {
    try (KafkaProducer<String, byte[]> producer = producer(bootstrap)) {
      tick(producer, System.currentTimeMillis());
    }
  }

  private static KafkaProducer<String, byte[]> producer(String bootstrap) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrap, "linger.ms", 50, "batch.size", 256 * 1024),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private static void tick(KafkaProducer<String, byte[]> producer, long at) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      var _ =
          producer.send(
              new ProducerRecord<>(
                  Topics.WEB_EVENTS, partition, at, SessionInput.TICK_KEY, TICK_VALUE));
    }
  }

  private void send(KafkaProducer<String, byte[]> producer, Request request) {
    String session = "session-" + request.session();
    SessionInput input =
        new SessionInput(
            "organization",
            session,
            ReceiptIds.next("organization", session),
            null,
            null,
            List.of(event(request, 0), event(request, 1)),
            Map.of(),
            0,
            false);
    var _ =
        producer.send(
            new ProducerRecord<>(
                Topics.WEB_EVENTS, null, request.at(), input.key(), json.writeValueAsBytes(input)));
  }

  private WebEvent event(Request request, int number) {
    int product = random.nextInt(500);
    return new WebEvent(
        new UUID(random.nextLong(), random.nextLong()).toString(),
        number == 0 ? WebEventTypes.PRODUCT_VIEW : WebEventTypes.CLICK,
        Instant.ofEpochMilli(request.at() - number * 1000L),
        "https://shop.example/products/" + product,
        "Trail jacket " + product + " | Alder & Finch",
        null,
        Map.of("productId", "p-" + product, "productName", "Trail jacket " + product, "price", 89),
        List.of());
  }
}
