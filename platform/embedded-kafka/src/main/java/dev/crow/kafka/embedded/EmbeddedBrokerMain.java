package dev.crow.kafka.embedded;

import java.nio.file.Path;

/**
 * Runs the broker as a process of its own: {@code EmbeddedBrokerMain <folder> <port> <controller
 * port>}.
 */
public final class EmbeddedBrokerMain {

  private EmbeddedBrokerMain() {}

  /**
   * @param args data folder, client port, controller port
   */
  public static void main(String[] args) {
    EmbeddedBroker broker =
        EmbeddedBroker.start(
            Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
    System.out.println("Kafka is ready on " + broker.bootstrapServers());
  }
}
