package dev.crow.webingest.session;

import dev.crow.boot.BackgroundWork;
import dev.crow.contracts.Topics;
import dev.crow.events.kafka.TopicCreator;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs the session topology and its ticker for the life of the context. Starts in the background,
 * once the topics exist, and replaces a stream thread that dies.
 */
public final class SessionStreams implements SmartLifecycle, SessionPeers {

  private static final Logger log = LoggerFactory.getLogger(SessionStreams.class);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final Duration BETWEEN_STARTS = Duration.ofSeconds(5);

  private final Supplier<org.apache.kafka.streams.Topology> topology;
  private final Properties config;
  private final TopicCreator topics;
  private final Ticker ticker;
  private volatile @Nullable KafkaStreams streams;
  private final BackgroundWork starter =
      BackgroundWork.interruptible("session-starter", this::startOrRest);

  SessionStreams(
      Supplier<org.apache.kafka.streams.Topology> topology,
      Properties config,
      TopicCreator topics,
      Ticker ticker) {
    this.topology = topology;
    this.config = config;
    this.topics = topics;
    this.ticker = ticker;
  }

  /**
   * @return whether sessions are being formed just now
   */
  public boolean isProcessing() {
    KafkaStreams present = streams;
    return present != null && present.state() == State.RUNNING;
  }

  /**
   * @param name of a store
   * @param type of the store
   * @return what this instance's partitions hold of it
   * @throws NotRestoredException while they are being restored
   */
  <S> S store(String name, QueryableStoreType<S> type) {
    KafkaStreams present = streams;
    if (present == null) {
      throw new NotRestoredException(null);
    }
    try {
      return present.store(StoreQueryParameters.fromNameAndType(name, type));
    } catch (InvalidStateStoreException e) {
      throw new NotRestoredException(e);
    }
  }

  @Override
  public List<String> others() {
    KafkaStreams present = streams;
    if (present == null) {
      throw new NotRestoredException(null);
    }
    try {
      int all = ticker.partitions();
      if (ownPartitions(present) == all) {
        return List.of();
      }
      String self = config.getProperty(StreamsConfig.APPLICATION_SERVER_CONFIG, "");
      Map<String, Long> instances = new HashMap<>();
      for (StreamsMetadata instance : present.metadataForAllStreamsClients()) {
        instances.put(instance.host() + ":" + instance.port(), eventPartitions(instance));
      }
      // An instance that does not say where it is is not among them.
      if (instances.values().stream().mapToLong(Long::longValue).sum() != all) {
        throw new NotRestoredException(null);
      }
      instances.remove(self);
      return List.copyOf(instances.keySet());
    } catch (KafkaException | IllegalStateException e) {
      throw new NotRestoredException(e);
    }
  }

  private static long ownPartitions(KafkaStreams streams) {
    return streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .flatMap(task -> task.topicPartitions().stream())
        .filter(partition -> partition.topic().equals(Topics.WEB_EVENTS))
        .count();
  }

  private static long eventPartitions(StreamsMetadata instance) {
    return instance.topicPartitions().stream()
        .filter(partition -> partition.topic().equals(Topics.WEB_EVENTS))
        .count();
  }

  @Override
  public void start() {
    starter.start();
  }

  /** Without it this instance would take events and never make a session of them. */
  private @Nullable Duration startOrRest() throws InterruptedException {
    topics.awaitCreated();
    try {
      KafkaStreams made = new KafkaStreams(topology.get(), config);
      made.setUncaughtExceptionHandler(
          e -> {
            log.error("A session thread died and is replaced", e);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
          });
      streams = made;
      made.start();
      ticker.start();
      return null;
    } catch (RuntimeException e) {
      log.error("Sessions cannot be formed; it is tried again in {}", BETWEEN_STARTS, e);
      close();
      return BETWEEN_STARTS;
    }
  }

  @Override
  public void stop() {
    starter.stop();
    ticker.close();
    close();
  }

  private void close() {
    KafkaStreams present = streams;
    streams = null;
    if (present != null && !present.close(STOP)) {
      log.warn("Session threads did not stop within {}; they resume from the broker's state", STOP);
    }
  }

  @Override
  public boolean isRunning() {
    return starter.isRunning();
  }
}
