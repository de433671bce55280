package dev.crow.localstack.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.events.EventHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has the doctor's marked visitors erased, as any erasure is: by an order to all services. Whom it
 * could not have erased it keeps in a file, for the next time.
 */
final class Erasing {

  private static final int MILLIS = 5_000;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Installation installation;
  private final Path pending;
  private final Clock clock;

  Erasing(Installation installation, Clock clock) {
    this.installation = installation;
    this.pending = installation.dataDir().resolve(SuiteApi.FOLDER).resolve("pending");
    this.clock = clock;
  }

  /** Written down before anything is sent of them. */
  void remember(String visitor) throws IOException {
    Files.createDirectories(pending.getParent());
    List<String> all = new ArrayList<>(remembered());
    all.add(visitor);
    Files.write(pending, all);
  }

  List<String> remembered() throws IOException {
    return Files.exists(pending) ? Files.readAllLines(pending) : List.of();
  }

  void forget() throws IOException {
    Files.deleteIfExists(pending);
  }

  /**
   * Orders the erasure of everybody remembered.
   *
   * @throws IOException if the broker did not take the orders
   */
  void order(String organizationId) throws IOException, InterruptedException {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            installation.bootstrapServers(),
            "client.id",
            "crow-doctor",
            "acks",
            "all",
            "max.block.ms",
            MILLIS,
            "request.timeout.ms",
            MILLIS / 2,
            "delivery.timeout.ms",
            MILLIS);
    KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    try {
      for (String visitor : remembered()) {
        producer.send(order(organizationId, visitor)).get();
      }
    } catch (ExecutionException | KafkaException e) {
      throw new IOException("The broker took no order", e);
    } finally {
      producer.close(Duration.ofSeconds(1));
    }
  }

  private ProducerRecord<String, byte[]> order(String organizationId, String visitor) {
    String id = UUID.randomUUID().toString();
    IdentityEvent order =
        new ErasureOrdered(organizationId, id, Scope.VISITOR, visitor, clock.instant());
    byte[] value = JSON.writerFor(IdentityEvent.class).writeValueAsBytes(order);
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(Topics.IDENTITY_EVENTS, organizationId, value);
    record.headers().add(EventHeaders.ID, id.getBytes(UTF_8));
    record.headers().add(EventHeaders.ORGANIZATION, organizationId.getBytes(UTF_8));
    return record;
  }
}
