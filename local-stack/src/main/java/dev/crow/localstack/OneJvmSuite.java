package dev.crow.localstack;

import dev.crow.kafka.embedded.EmbeddedBroker;
import dev.crow.kafka.embedded.EmbeddedBrokerException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Every service as a context of this JVM, beside the broker. */
final class OneJvmSuite implements Suite {

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
    for (Service service : Service.values()) {
      progress.begin(service.serviceName());
      running.push(start(service));
      progress.done();
    }
  }

  private ConfigurableApplicationContext start(Service service) {
    try {
      return new SpringApplicationBuilder(service.application())
          .bannerMode(Banner.Mode.OFF)
          .registerShutdownHook(false)
          .logStartupInfo(false)
          .run(config.arguments(service).toArray(String[]::new));
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
