package dev.crow.kafka.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTests {

  @TempDir Path folder;

  @Test
  void keepsTopicsAndRecordsOverARestart() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0, 0);
        Admin admin = Admin.create(config(broker));
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(config(broker), new StringSerializer(), new StringSerializer())) {
      admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
      producer.send(new ProducerRecord<>("kept", "k", "v")).get();
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0, 0);
        KafkaConsumer<String, String> consumer =
            new KafkaConsumer<>(
                config(broker), new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition("kept", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      assertThat(consumer.poll(Duration.ofSeconds(20)))
          .singleElement()
          .satisfies(record -> assertThat(record.value()).isEqualTo("v"));
    }
  }

  @Test
  void takesRecordsThatWereDatedBeforeItsClockWasSetBack() throws Exception {
    long ahead = System.currentTimeMillis() + Duration.ofDays(1).toMillis();
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0, 0);
        Admin admin = Admin.create(config(broker));
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(config(broker), new StringSerializer(), new StringSerializer())) {
      admin.createTopics(List.of(new NewTopic("dated", 1, (short) 1))).all().get();
      assertThat(producer.send(new ProducerRecord<>("dated", 0, ahead, "k", "v")).get().timestamp())
          .isEqualTo(ahead);
    }
  }

  @Test
  void flushesEveryAppendBeforeItAcknowledges() {
    assertThat(BrokerProperties.of(folder, "127.0.0.1", 1, 2))
        .containsEntry("log.flush.interval.messages", "1");
  }

  @Test
  void namesATakenPort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedBroker.start(folder, taken.getLocalPort(), 0))
          .isInstanceOf(EmbeddedBrokerException.class)
          .hasMessageContaining("Port " + taken.getLocalPort())
          .hasMessageContaining("taken");
    }
  }

  @Test
  void namesAFolderItCannotUse() throws Exception {
    Path file = java.nio.file.Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> EmbeddedBroker.start(file, 0, 0))
        .isInstanceOf(EmbeddedBrokerException.class)
        .hasMessageContaining(file.toString());
  }

  private static Map<String, Object> config(EmbeddedBroker broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all");
  }
}
