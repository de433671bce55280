package dev.crow.auth;

import dev.crow.security.ServiceSecret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real service on a real port, which can be stopped and started again on the same data. */
final class RunningService implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context;
  private final int port;

  RunningService(Path dataDir, String... more) {
    port = freePort();
    context =
        new SpringApplicationBuilder(AuthServiceApplication.class)
            .properties("spring.config.name=auth-service")
            .run(
                Stream.concat(
                        Stream.of("--server.port=" + port, "--crow.data-dir=" + dataDir),
                        Stream.of(more))
                    .toArray(String[]::new));
  }

  Answer get(String path, String... headers) {
    return send(HttpRequest.newBuilder(uri(path)), headers);
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

  Answer createOrganization() {
    return post("/internal/organizations", "{\"name\":\"Shop\"}");
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
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
    return URI.create("http://127.0.0.1:" + port + path);
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
