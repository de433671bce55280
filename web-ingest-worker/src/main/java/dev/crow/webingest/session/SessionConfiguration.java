package dev.crow.webingest.session;

import dev.crow.contracts.Topics;
import dev.crow.contracts.interaction.v1.SessionSettled;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventListeners;
import dev.crow.events.kafka.EventTopics;
import dev.crow.events.kafka.TopicCreator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

  private static final String RECORD_BYTES = Integer.toString(EventTopics.MAX_RECORD_BYTES);

  @Bean
  NewTopic webEventsTopic(EventTopics topics) {
    // Sessions are cut by the broker's clock alone; senders' clocks are hearsay.
    return topics.queue(
        Topics.WEB_EVENTS, Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
  }

  @Bean
  NewTopic webEventsDeadLettersTopic(EventTopics topics) {
    return topics.deadLettersOf(Topics.WEB_EVENTS);
  }

  @Bean
  NewTopic sessionsOpenedTopic(EventTopics topics) {
    return topics.broadcast(Topics.SESSIONS_OPENED);
  }

  @Bean
  NewTopic interactionQueueTopic(EventTopics topics) {
    return topics.queue(Topics.INTERACTION_QUEUE);
  }

  @Bean
  @ConditionalOnProperty(name = "crow.sessions.enabled", matchIfMissing = true)
  Ticker sessionTicker(
      @Qualifier("crowEventProducer") Producer<String, byte[]> producer,
      SessionProperties properties) {
    return new Ticker(producer, properties.tick());
  }

  @Bean
  @ConditionalOnProperty(name = "crow.sessions.enabled", matchIfMissing = true)
  SessionClock sessionClock() {
    return new SessionClock();
  }

  @Bean
  @ConditionalOnProperty(name = "crow.sessions.enabled", matchIfMissing = true)
  Ledger ledger(SessionStreams streams, SessionClock clock) {
    return new StreamsLedger(streams, clock);
  }

  @Bean
  ConsumedTopics sessionTopics(EventTopics topics) {
    return topics.consumed(Topics.SETTLED_SESSIONS);
  }

  @Bean
  @ConditionalOnProperty(name = "crow.sessions.enabled", matchIfMissing = true)
  ConcurrentMessageListenerContainer<String, byte[]> settledSessionsListener(
      EventListeners listeners,
      @Qualifier("crowEventProducer") Producer<String, byte[]> producer,
      JsonMapper json) {
    return listeners.gather(
        Topics.SETTLED_SESSIONS, SessionSettled.class, new PassingOnSettlements(producer, json));
  }

  @Bean
  @ConditionalOnProperty(name = "crow.sessions.enabled", matchIfMissing = true)
  SessionStreams sessionStreams(
      SessionProperties properties,
      LedgerProperties ledger,
      SessionClock clock,
      KafkaProperties kafka,
      KafkaConnectionDetails connection,
      TopicCreator topics,
      Ticker ticker,
      JsonMapper json,
      Environment environment) {
    return new SessionStreams(
        () -> SessionTopology.of(properties, ledger, clock, json),
        config(properties, kafka, connection, environment),
        topics,
        ticker);
  }

  static Properties config(
      SessionProperties properties,
      KafkaProperties kafka,
      KafkaConnectionDetails connection,
      Environment environment) {
    Properties config = new Properties();
    config.putAll(kafka.buildStreamsProperties());
    String service = environment.getRequiredProperty("spring.application.name");
    String instance = environment.getProperty("crow.events.instance-id", "0");
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, service + "-sessions");
    config.put(StreamsConfig.CLIENT_ID_CONFIG, service + "-sessions-" + instance);
    if (properties.address() != null) {
      config.put(StreamsConfig.APPLICATION_SERVER_CONFIG, properties.address());
    }
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getBootstrapServers());
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir(properties, environment).toString());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200);
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, properties.threads());
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 8 * 1024 * 1024);
    config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallRocksDb.class);
    config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
    config.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), RECORD_BYTES);
    config.put(
        StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG),
        EventTopics.ANY_DATE);
    // What was erased from the state leaves its changelogs within about two days.
    config.put(
        StreamsConfig.topicPrefix(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG),
        Duration.ofDays(1).toMillis());
    config.put(
        StreamsConfig.topicPrefix(TopicConfig.DELETE_RETENTION_MS_CONFIG),
        Duration.ofDays(1).toMillis());
    config.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), RECORD_BYTES);
    config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    // A new transaction may find the last one's markers still being written and has to retry; with
    // one
    // request at a time its followers do not arrive out of order meanwhile.
    config.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
    config.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 10_000);
    config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    config.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
    config.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
    // A killed instance that comes back under its old name takes its partitions at once.
    config.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
        service + "-sessions-" + instance);
    return config;
  }

  private static Path stateDir(SessionProperties properties, Environment environment) {
    return properties.stateDir() != null
        ? properties.stateDir()
        : Path.of(environment.getProperty("crow.data-dir", "data"), "web-ingest", "sessions");
  }
}
