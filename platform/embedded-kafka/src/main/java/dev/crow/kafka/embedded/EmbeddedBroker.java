package dev.crow.kafka.embedded;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A single-node KRaft broker that keeps its data in one folder and flushes every append to disk
 * before it acknowledges it: alone it has no replicas to rely on, and an acknowledged event must
 * survive a power cut.
 *
 * <p>Listens on loopback only, without authentication. Starting takes a second or two. The folder
 * is locked while the broker runs; a second broker on it is refused by Kafka itself.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  private final KafkaRaftServer server;
  private final int port;
  private final AtomicBoolean running = new AtomicBoolean(true);

  private EmbeddedBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * @param directory where the data is kept; made and formatted if absent
   * @param port TCP port for clients; 0 takes any free one
   * @param controllerPort TCP port of the controller; 0 takes any free one
   * @return the broker, accepting connections
   * @throws EmbeddedBrokerException if a port is taken or the folder cannot be used
   */
  public static EmbeddedBroker start(Path directory, int port, int controllerPort) {
    int clients = freePort(port);
    int controller = freePort(controllerPort);
    try {
      Files.createDirectories(directory);
      Path file = directory.resolve("broker.properties");
      Properties properties =
          BrokerProperties.of(directory.resolve("log"), HOST, clients, controller);
      try (var out = Files.newBufferedWriter(file)) {
        properties.store(out, null);
      }
      format(directory, file);
      KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(server, clients);
    } catch (IOException | UncheckedIOException e) {
      throw new EmbeddedBrokerException(
          "The Kafka data folder " + directory + " cannot be used: " + e, e);
    }
  }

  /**
   * @return {@code host:port} for clients
   */
  public String bootstrapServers() {
    return HOST + ":" + port;
  }

  /** Stops cleanly: everything written is on disk, and the next start is quick. */
  @Override
  public void close() {
    if (running.compareAndSet(true, false)) {
      server.shutdown();
      server.awaitShutdown();
    }
  }

  private static void format(Path directory, Path file) throws IOException {
    if (Files.exists(directory.resolve("log").resolve("meta.properties"))) {
      return;
    }
    var said = new java.io.ByteArrayOutputStream();
    String[] arguments = {
      "format", "--ignore-formatted", "-t", Uuid.randomUuid().toString(), "-c", file.toString()
    };
    int status =
        StorageTool.execute(arguments, new PrintStream(said, true, StandardCharsets.UTF_8));
    if (status != 0) {
      throw new IOException("formatting failed: " + said.toString(StandardCharsets.UTF_8).strip());
    }
  }

  private static int freePort(int wanted) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new EmbeddedBrokerException("Port " + wanted + " on " + HOST + " is taken", e);
    }
  }
}
