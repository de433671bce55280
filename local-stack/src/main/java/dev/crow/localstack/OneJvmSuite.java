package dev.crow.localstack;

import dev.crow.kafka.embedded.EmbeddedBroker;
import dev.crow.kafka.embedded.EmbeddedBrokerException;
import dev.crow.objectstore.embedded.EmbeddedS3Exception;
import dev.crow.objectstore.embedded.EmbeddedS3Server;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Every service as a context of this JVM, beside the broker. */
final class OneJvmSuite implements Suite {

  private static final String BUCKET = "crow-storage";

  private final StackConfig config;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  OneJvmSuite(StackConfig config) {
    this.config = config;
  }

  @Override
  public void start(Progress progress) {
    progress.begin("Kafka broker");
    try {
      running.push(
          EmbeddedBroker.start(
              config.kafkaDir(), config.kafkaPort(), config.kafkaControllerPort()));
    } catch (EmbeddedBrokerException e) {
      throw new StackException(String.valueOf(e.getMessage()), e);
    }
    progress.done();
    List<String> objects = startObjects(progress);
    for (Service service : Service.values()) {
      progress.begin(service.serviceName());
      running.push(start(service, objects));
      progress.done();
    }
  }

  /** One store for all; a service alone starts its own over the same folder. */
  private List<String> startObjects(Progress progress) {
    progress.begin("object store");
    EmbeddedS3Server server;
    try {
      server = EmbeddedS3Server.start(config.objectsDir(), 0, BUCKET);
    } catch (EmbeddedS3Exception e) {
      throw new StackException(String.valueOf(e.getMessage()), e);
    }
    running.push(server);
    progress.done();
    return List.of(
        "--crow.object-store.endpoint=" + server.endpoint(),
        "--crow.object-store.bucket=" + BUCKET,
        "--crow.object-store.access-key-id=" + server.credentials().accessKeyId(),
        "--crow.object-store.secret-access-key=" + server.credentials().secretAccessKey());
  }

  private ConfigurableApplicationContext start(Service service, List<String> objects) {
    List<String> arguments = new ArrayList<>(config.arguments(service));
    arguments.addAll(objects);
    try {
      return new SpringApplicationBuilder(service.application())
          .bannerMode(Banner.Mode.OFF)
          .registerShutdownHook(false)
          .logStartupInfo(false)
          .run(arguments.toArray(String[]::new));
    } catch (RuntimeException e) {
      throw StartFailure.explain(service.serviceName(), config.logFile(), e);
    }
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        System.err.println("A part did not stop cleanly: " + e.getMessage());
      }
    }
  }
}
