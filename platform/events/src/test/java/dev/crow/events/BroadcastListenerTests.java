package dev.crow.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crow.events.kafka.BroadcastListener;
import dev.crow.kafka.embedded.EmbeddedBroker;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class BroadcastListenerTests {

  private static final String TOPIC = "news";
  private static final Duration LONG = Duration.ofSeconds(30);

  record News(String text) {}

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final AtomicInteger missed = new AtomicInteger();

  private BroadcastListener<News> listener(int port) {
    return new BroadcastListener<>(
        Map.of("bootstrap.servers", "127.0.0.1:" + port),
        TOPIC,
        News.class,
        JsonMapper.builder().build(),
        news -> seen.add(news.text()),
        missed::incrementAndGet);
  }

  private static void publish(int port, String json) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", "127.0.0.1:" + port),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, "k", json.getBytes(StandardCharsets.UTF_8))).get();
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** One story, for a broker takes seconds to start. */
  @Test
  void followsFromTheEndAndTellsWhatMayHaveBeenMissed(@TempDir Path directory) throws Exception {
    int port = freePort();
    BroadcastListener<News> listener = listener(port);
    listener.start();
    assertThat(listener.isConnected()).isFalse();

    EmbeddedBroker first = EmbeddedBroker.start(directory, port, 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", first.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    publish(port, "{\"text\":\"old\"}");
    await().atMost(LONG).until(listener::isConnected);
    assertThat(missed).hasValue(1);

    publish(port, "{\"text\":\"a\"}");
    publish(port, "{broken");
    publish(port, "{\"text\":\"b\"}");
    await().atMost(LONG).until(() -> seen.contains("b"));
    assertThat(seen).endsWith("a", "b");
    assertThat(missed).hasValue(2);

    first.close();
    await().atMost(LONG).until(() -> !listener.isConnected());
    try (EmbeddedBroker second = EmbeddedBroker.start(directory, port, 0)) {
      assertThat(second.bootstrapServers()).endsWith(":" + port);
      await().atMost(LONG).until(listener::isConnected);
      assertThat(missed).hasValue(3);
      publish(port, "{\"text\":\"c\"}");
      await().atMost(LONG).until(() -> seen.contains("c"));
      listener.stop();
      assertThat(listener.isRunning()).isFalse();
      await().until(() -> !listener.isConnected());
    }
  }
}
