package dev.crow.localstack;

import dev.crow.ai.embedding.MiniLmNetwork;
import dev.crow.kafka.embedded.EmbeddedBroker;
import dev.crow.kafka.embedded.EmbeddedBrokerException;
import dev.crow.objectstore.embedded.EmbeddedS3Exception;
import dev.crow.objectstore.embedded.EmbeddedS3Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** Every service as a context of this JVM, beside the broker and an object store. */
final class OneJvmSuite implements Suite {

  private final StackConfig config;
  private final Deque<AutoCloseable> running = new ConcurrentLinkedDeque<>();

  OneJvmSuite(StackConfig config) {
    this.config = config;
    // logback.xml speaks for all. Else each context would set logging up anew, under the others'
    // feet.
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  @Override
  public void start(Progress progress) {
    CompletableFuture<MiniLmNetwork> loading = CompletableFuture.supplyAsync(MiniLmNetwork::load);
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
    MiniLmNetwork network = loaded(loading);
    running.push(network);
    // Three at a time: most of a start is one thread reading classes, and now and then it waits.
    try (ExecutorService starting = Executors.newFixedThreadPool(3)) {
      List<Future<?>> starts = new ArrayList<>();
      for (Service service : Service.values()) {
        starts.add(
            starting.submit(
                () -> {
                  long since = System.nanoTime();
                  running.push(start(service, objects, network));
                  progress.step(service.serviceName(), Duration.ofNanos(System.nanoTime() - since));
                }));
      }
      awaitAll(starts);
    }
  }

  private static MiniLmNetwork loaded(CompletableFuture<MiniLmNetwork> loading) {
    try {
      return loading.join();
    } catch (CompletionException e) {
      throw new StackException("The embedding model cannot be loaded", e);
    }
  }

  /** Throws the first failure, with the others, after all have ended, so that all can be closed. */
  private static void awaitAll(List<Future<?>> starts) {
    List<StackException> failures = new ArrayList<>();
    for (Future<?> start : starts) {
      try {
        start.get();
      } catch (ExecutionException e) {
        failures.add(
            e.getCause() instanceof StackException explained
                ? explained
                : new StackException("A service did not start", e));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StackException("Interrupted", e);
      }
    }
    if (!failures.isEmpty()) {
      StackException first = failures.removeFirst();
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }

  /** One store for all; a service alone starts its own over the same folder. */
  private List<String> startObjects(Progress progress) {
    ObjectsConfig objects = config.objects();
    if (!objects.embedded()) {
      return List.of();
    }
    progress.begin("object store");
    try {
      running.push(
          EmbeddedS3Server.start(config.objectsDir(), objects.port(), objects.buckets().all()));
    } catch (EmbeddedS3Exception e) {
      throw new StackException(e.getMessage() + " " + e.action(), e);
    }
    progress.done();
    List<String> arguments = new ArrayList<>();
    objects
        .properties(config.objectsDir())
        .forEach((name, value) -> arguments.add("--" + name + "=" + value));
    return arguments;
  }

  /** One network for all: it is a tenth of the suite's memory. */
  private ConfigurableApplicationContext start(
      Service service, List<String> objects, MiniLmNetwork network) {
    List<String> arguments = new ArrayList<>(config.arguments(service));
    arguments.addAll(objects);
    try {
      return new SpringApplicationBuilder(service.application())
          .initializers(
              context -> context.getBeanFactory().registerSingleton("miniLmNetwork", network))
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
