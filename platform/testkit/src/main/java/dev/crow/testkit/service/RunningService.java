package dev.crow.testkit.service;

import dev.crow.events.Event;
import dev.crow.events.EventPublisher;
import dev.crow.testkit.events.Records;
import dev.crow.testkit.security.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * A whole service, alone, on its embedded broker, database and object store. A service's tests
 * extend it with what only they say to it.
 */
public class RunningService implements AutoCloseable {

  private final String name;
  private final TestIssuer issuer = TestIssuer.start();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context;
  private final String address;

  /**
   * Returns once it serves.
   *
   * @param application its class
   * @param name its name, which is that of its configuration and the audience of its tokens
   * @param data its data folder
   * @param more arguments
   */
  protected RunningService(Class<?> application, String name, Path data, String... more) {
    this.name = name;
    context =
        new SpringApplicationBuilder(application)
            .run(
                Stream.concat(
                        Stream.of(
                            "--spring.config.name=" + name,
                            "--server.port=0",
                            "--crow.data-dir=" + data,
                            "--crow.security.jwks-uri=" + issuer.jwksUri()),
                        Stream.of(more))
                    .toArray(String[]::new));
    address = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  /**
   * @param type of a bean
   * @param <T> the same
   * @return the service's only one
   */
  public final <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /**
   * Publishes as another service.
   *
   * @param topic where
   * @param id of the event
   * @param organization whose
   * @param payload the record
   */
  protected final void publish(String topic, String id, String organization, Object payload) {
    bean(EventPublisher.class)
        .publish(topic, List.of(new Event<>(id, organization, organization, payload)));
  }

  /**
   * @param topic any
   * @param organization whose
   * @return every record of the topic that belongs to it
   */
  public final List<JsonNode> published(String topic, String organization) {
    return Records.of(bean(KafkaConnectionDetails.class), topic, organization).stream()
        .map(Answer.JSON::readTree)
        .toList();
  }

  /**
   * Sends JSON, or nothing.
   *
   * @param method of HTTP
   * @param person who asks
   * @param path with its query
   * @param body may be empty
   * @param headers names and values in turn
   * @return the answer
   */
  public final Answer call(
      String method, Person person, String path, String body, String... headers) {
    return send(method, person, path, BodyPublishers.ofString(body), headers);
  }

  /**
   * @param person who asks
   * @param path with its query
   * @return the answer
   */
  public final Answer get(Person person, String path) {
    return call("GET", person, path, "");
  }

  /**
   * Sends anything, as JSON unless the headers say otherwise.
   *
   * @param method of HTTP
   * @param person who asks
   * @param path with its query
   * @param body what is sent
   * @param headers names and values in turn
   * @return the answer
   */
  public final Answer send(
      String method,
      Person person,
      String path,
      HttpRequest.BodyPublisher body,
      String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .method(method, body)
            .header("Authorization", "Bearer " + issuer.token(name, person.caller()));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (!List.of(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    return answer(request);
  }

  /**
   * @param path with its query
   * @return the answer to whoever shows no token
   */
  public final Answer anonymous(String path) {
    return answer(HttpRequest.newBuilder(URI.create(address + path)));
  }

  private Answer answer(HttpRequest.Builder request) {
    try {
      return new Answer(http.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    context.close();
    issuer.close();
    http.close();
  }
}
