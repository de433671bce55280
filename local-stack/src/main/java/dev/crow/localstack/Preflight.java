package dev.crow.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks for what would make the start fail, and says it in one line before anything starts. */
final class Preflight {

  private static final long LEAST_SPACE = 200L * 1024 * 1024;

  private Preflight() {}

  static void check(StackConfig config) {
    checkFolder(config.dataDir());
    for (Service service : Service.values()) {
      checkPort(config.port(service), service.serviceName(), service.portVariable());
    }
    checkPort(config.kafkaPort(), "Kafka", StackConfig.KAFKA_PORT);
    checkPort(
        config.kafkaControllerPort(), "Kafka's controller", StackConfig.KAFKA_CONTROLLER_PORT);
    if (config.objects().embedded()) {
      checkPort(config.objects().port(), "the object store", ObjectsConfig.PORT);
    }
  }

  private static void checkFolder(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "write", ".test"));
      FileStore disk = Files.getFileStore(folder);
      if (disk.getUsableSpace() < LEAST_SPACE) {
        throw new StackException(
            "The disk of the data folder %s has only %d MB left; free some, or set %s to another"
                    .formatted(folder, disk.getUsableSpace() >> 20, StackConfig.DATA_DIR)
                + " folder");
      }
    } catch (IOException e) {
      throw new StackException(
          "The data folder %s cannot be written to; mend its permissions or set %s to another"
                  .formatted(folder, StackConfig.DATA_DIR)
              + " folder",
          e);
    }
  }

  private static void checkPort(int port, String what, String variable) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new StackException(
          "Port %d, wanted for %s, is taken; stop what uses it (./crow down, if it is CROW) or set %s"
              .formatted(port, what, variable),
          e);
    }
  }
}
