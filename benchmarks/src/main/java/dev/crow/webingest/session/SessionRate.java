package dev.crow.webingest.session;

import com.sun.management.OperatingSystemMXBean;
import dev.crow.contracts.Topics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sessions per CPU-second of the worker's topology, and of a plain session window that emits when
 * it closes, over the same log with the same settings, in turns. It is in this package because the
 * topology is nobody else's business.
 */
public final class SessionRate {

  private static final int ROUNDS = 3;
  private static final Duration GAP = Duration.ofHours(1);
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final JsonMapper json = JsonMapper.builder().build();
  private final String bootstrap;
  private final int sessions;
  private final Admin admin;

  private SessionRate(String bootstrap, int sessions, Admin admin) {
    this.bootstrap = bootstrap;
    this.sessions = sessions;
    this.admin = admin;
  }

  /**
   * @param args a broker's address, number of sessions, requests of each
   * @throws Exception if it cannot be measured
   */
  public static void main(String[] args) throws Exception {
    LoggingSystem.get(SessionRate.class.getClassLoader()).setLogLevel("ROOT", LogLevel.ERROR);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", args[0]))) {
      new SessionRate(args[0], Integer.parseInt(args[1]), admin).measure(Integer.parseInt(args[2]));
    }
  }

  private void measure(int requests) throws Exception {
    SessionLog.makeTopics(admin);
    new SessionLog(json, requests).write(bootstrap, sessions);
    double ours = 0;
    double plain = 0;
    for (int round = 0; round <= ROUNDS; round++) {
      double worker = rate("worker", round, worker());
      double window = rate("session window", round, PlainSessions.of(GAP, json));
      ours += round == 0 ? 0 : worker / ROUNDS;
      plain += round == 0 ? 0 : window / ROUNDS;
    }
    System.out.printf(
        Locale.ROOT,
        "after warming up: %.0f against %.0f sessions per CPU-second, %.2f times as many%n",
        ours,
        plain,
        ours / plain);
  }

  private Topology worker() {
    return SessionTopology.of(
        properties(),
        new LedgerProperties(Duration.ofDays(8), Duration.ofMinutes(5)),
        new SessionClock(),
        json);
  }

  private static SessionProperties properties() {
    return new SessionProperties(
        true,
        GAP,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        2_000,
        2 * 1024 * 1024,
        Duration.ofDays(8),
        Duration.ofSeconds(1),
        1,
        null,
        null);
  }

  private double rate(String name, int round, Topology topology) throws Exception {
    String id = name.replace(' ', '-') + "-" + round;
    Path folder = Files.createTempDirectory("session-rate");
    Map<TopicPartition, Long> before = ends(Topics.INTERACTION_QUEUE);
    long began = System.nanoTime();
    long cpu = MACHINE.getProcessCpuTime();
    try (KafkaStreams streams = new KafkaStreams(topology, config(id, folder))) {
      streams.start();
      awaitAllRead(id);
      // A window that closed is emitted with a later record, once in a second.
      LockSupport.parkNanos(Duration.ofMillis(1_100).toNanos());
      SessionLog.laterTick(bootstrap);
      awaitAllRead(id);
      cpu = MACHINE.getProcessCpuTime() - cpu;
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
    Told told = told(before);
    if (told.sessions() != sessions) {
      throw new IllegalStateException(name + " made " + told.sessions() + " sessions");
    }
    double rate = sessions * 1e9 / cpu;
    System.out.printf(
        Locale.ROOT,
        "%-14s round %d: %d sessions, %.0f MB, in %.1f s, %.0f per CPU-second%n",
        name,
        round,
        told.sessions(),
        told.bytes() / 1e6,
        (System.nanoTime() - began) / 1e9,
        rate);
    return rate;
  }

  private Properties config(String id, Path folder) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "rate", Map.of("spring.application.name", id, "crow.data-dir", folder.toString())));
    Properties config =
        SessionConfiguration.config(
            properties(), new KafkaProperties(), () -> List.of(bootstrap), environment);
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    return config;
  }

  private void awaitAllRead(String id) throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> ends = ends(Topics.WEB_EVENTS);
    String group = id + "-sessions";
    while (true) {
      var read = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      boolean all =
          ends.entrySet().stream()
              .allMatch(
                  end ->
                      read.get(end.getKey()) != null
                          && read.get(end.getKey()).offset() >= end.getValue());
      if (all) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  private Map<TopicPartition, Long> ends(String topic)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (int partition = 0; partition < SessionLog.PARTITIONS; partition++) {
      asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin.listOffsets(asked).all().get().forEach((at, end) -> ends.put(at, end.offset()));
    return ends;
  }

  private record Told(int sessions, long bytes) {}

  private Told told(Map<TopicPartition, Long> from) throws IOException {
    Properties config = new Properties();
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(from.keySet());
      from.forEach(consumer::seek);
      int sessions = 0;
      long bytes = 0;
      Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          sessions++;
          bytes += record.value().length;
        }
      }
      return new Told(sessions, bytes);
    }
  }
}
