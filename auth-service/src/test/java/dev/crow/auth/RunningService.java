package dev.crow.auth;

import dev.crow.security.ServiceSecret;
import dev.crow.testkit.events.Records;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real service on a real port, which can be stopped and started again on the same data. */
final class RunningService implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http;
  private final String scheme;
  private final ConfigurableApplicationContext context;
  private final int port;

  RunningService(Path dataDir, String... more) {
    this(HttpClient.newHttpClient(), "http", _ -> {}, dataDir, more);
  }

  /** A service with a bean of the test's, asked by a client of the test's. */
  RunningService(
      HttpClient client,
      String scheme,
      Consumer<GenericApplicationContext> beans,
      Path dataDir,
      String... more) {
    this.http = client;
    this.scheme = scheme;
    port = freePort();
    context =
        new SpringApplicationBuilder(AuthServiceApplication.class)
            .properties("spring.config.name=auth-service")
            .initializers(context -> beans.accept((GenericApplicationContext) context))
            .run(
                Stream.concat(
                        Stream.of(
                            "--server.port=" + port,
                            "--crow.data-dir=" + dataDir,
                            // However busy the machine is that runs the test.
                            "--crow.auth.password.patience=20s",
                            "--crow.auth.password.share=1"),
                        Stream.of(more))
                    .toArray(String[]::new));
  }

  Answer get(String path, String... headers) {
    return send(HttpRequest.newBuilder(uri(path)), headers);
  }

  /** Sends JSON, or nothing, with an internal token. */
  Answer call(String method, String path, String json, String token) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json)),
        "Authorization",
        "Bearer " + token);
  }

  /** Posts as one of the suite's services. */
  Answer post(String path, String json) {
    return post(path, json, ServiceSecret.HEADER, bean(ServiceSecret.class).value());
  }

  Answer post(String path, String json, String... headers) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)),
        headers);
  }

  Answer send(String method, String path, String json, String... headers) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json)),
        headers);
  }

  Answer exchange(String credential, String audience) {
    return post(
        "/internal/tokens",
        """
        {"credential":"%s","audience":"%s"}"""
            .formatted(credential, audience));
  }

  Answer exchange(String type, String credential, String audience) {
    return post(
        "/internal/tokens",
        """
        {"credential":"%s","type":"%s","audience":"%s"}"""
            .formatted(credential, type, audience));
  }

  Answer createOrganization() {
    return post("/internal/organizations", "{\"name\":\"Shop\"}");
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** What is in a topic, once the outbox is empty. */
  List<String> published(String topic) {
    awaitEmptyOutbox();
    return Records.of(bean(KafkaConnectionDetails.class), topic).stream()
        .map(ConsumerRecord::value)
        .toList();
  }

  /** What is in a topic for an organization, once the outbox is empty. */
  List<String> published(String topic, String organization) {
    awaitEmptyOutbox();
    return Records.of(bean(KafkaConnectionDetails.class), topic, organization);
  }

  private void awaitEmptyOutbox() {
    JdbcClient jdbc = bean(JdbcClient.class);
    Awaitility.await()
        .until(() -> jdbc.sql("SELECT count(*) FROM outbox").query(Integer.class).single() == 0);
  }

  private Answer send(HttpRequest.Builder request, String... headers) {
    try {
      if (headers.length > 0) {
        request.headers(headers);
      }
      return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private URI uri(String path) {
    return URI.create(scheme + "://127.0.0.1:" + port + path);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.close();
    context.close();
  }

  record Answer(HttpResponse<String> http) {

    int status() {
      return http.statusCode();
    }

    String body() {
      return http.body();
    }

    JsonNode json() {
      return JSON.readTree(body());
    }

    String text(String field) {
      return json().path(field).asString();
    }

    String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }
  }
}
