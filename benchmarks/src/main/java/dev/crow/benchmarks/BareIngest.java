package dev.crow.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The least that takes events over HTTP to Kafka, to compare ingestion with: no credential, no
 * validation, no receipt. {@code /batch} parses the body and sends one record for each event,
 * {@code /event} sends the body as it is; both answer 202 after {@code acks=all}.
 */
public final class BareIngest {

  private static final String TOPIC = "bare-events";

  private final JsonMapper json = JsonMapper.builder().build();
  private final KafkaProducer<String, byte[]> producer;

  private BareIngest(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 1),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /**
   * @param args port, bootstrap servers
   * @throws IOException if the port is taken
   */
  public static void main(String[] args) throws IOException {
    BareIngest ingest = new BareIngest(args[1]);
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])),
            1024);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/batch", exchange -> ingest.answer(exchange, true));
    server.createContext("/event", exchange -> ingest.answer(exchange, false));
    server.start();
    System.out.println("bare ingest is ready");
  }

  private void answer(HttpExchange exchange, boolean batch) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    if (batch) {
      JsonNode request = json.readTree(body);
      String session = request.path("sessionId").asString();
      for (JsonNode event : request.path("events")) {
        sent.add(
            producer.send(new ProducerRecord<>(TOPIC, session, json.writeValueAsBytes(event))));
      }
    } else {
      sent.add(producer.send(new ProducerRecord<>(TOPIC, body)));
    }
    exchange.sendResponseHeaders(status(sent), -1);
    exchange.close();
  }

  private static int status(List<Future<RecordMetadata>> sent) {
    try {
      for (Future<RecordMetadata> acknowledgement : sent) {
        acknowledgement.get();
      }
      return 202;
    } catch (ExecutionException e) {
      return 503;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 503;
    }
  }
}
