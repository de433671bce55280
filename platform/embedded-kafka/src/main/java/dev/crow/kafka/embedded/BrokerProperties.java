package dev.crow.kafka.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The broker's settings; each that differs from Kafka's default has its reason here. */
final class BrokerProperties {

  private BrokerProperties() {}

  static Properties of(Path logs, String host, int port, int controllerPort) {
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@" + host + ":" + controllerPort,
            "listeners",
                "PLAINTEXT://" + host + ":" + port + ",CONTROLLER://" + host + ":" + controllerPort,
            "advertised.listeners", "PLAINTEXT://" + host + ":" + port,
            "controller.listener.names", "CONTROLLER",
            "inter.broker.listener.name", "PLAINTEXT",
            "listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
            "log.dirs", logs.toString(),
            "auto.create.topics.enable", "false"));
    durable(properties);
    alone(properties);
    small(properties);
    return properties;
  }

  /** Without replicas, only the disk makes an acknowledgement true. */
  private static void durable(Properties properties) {
    properties.put("log.flush.interval.messages", "1");
    // Raw events stay a week: long enough to rebuild anything behind the topics.
    properties.put("log.retention.hours", "168");
    properties.put("offsets.retention.minutes", Integer.toString(30 * 24 * 60));
    properties.put("message.max.bytes", Integer.toString(8 * 1024 * 1024));
    // Where the clock was set back, what was dated before is ahead of it; refusing that would stop
    // every processor until the clock has caught up.
    properties.put("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
  }

  private static void alone(Properties properties) {
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    // A lone consumer need not wait for others to join.
    properties.put("group.initial.rebalance.delay.ms", "0");
    // After a crash the controller waits this long before it lets the broker in again.
    properties.put("broker.session.timeout.ms", "2000");
    properties.put("broker.heartbeat.interval.ms", "500");
    properties.put("group.min.session.timeout.ms", "1000");
  }

  private static void small(Properties properties) {
    properties.put("offsets.topic.num.partitions", "3");
    properties.put("transaction.state.log.num.partitions", "3");
    properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024));
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("num.recovery.threads.per.data.dir", "2");
    properties.put("log.segment.bytes", Integer.toString(64 * 1024 * 1024));
    // Index files are preallocated at this size for every partition.
    properties.put("log.index.size.max.bytes", Integer.toString(1024 * 1024));
    properties.put("socket.request.max.bytes", Integer.toString(32 * 1024 * 1024));
  }
}
