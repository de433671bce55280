package dev.crow.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Asks the services whether they are ready. */
final class Health {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final StackConfig config;
  private final HttpClient http;

  Health(StackConfig config) {
    this.config = config;
    this.http = ServiceClients.of(config.dataDir());
  }

  /** One word: {@code ready}, {@code starting} or {@code down}. */
  String of(Service service) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(config.address(service) + "/actuator/health/readiness"))
              .timeout(Duration.ofSeconds(5))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200
          ? "ready"
          : "starting";
    } catch (IOException e) {
      return "down";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "down";
    }
  }

  void awaitReady(Service service, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!of(service).equals("ready")) {
      if (System.nanoTime() > deadline) {
        throw new StackException(
            "%s is not ready after %d seconds; look into %s"
                .formatted(
                    service.serviceName(), atMost.toSeconds(), config.logFile().getParent()));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
