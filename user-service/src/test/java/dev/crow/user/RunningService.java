package dev.crow.user;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.UserJoined;
import dev.crow.contracts.identity.v1.Role;
import dev.crow.contracts.identity.v1.UserPermissions;
import dev.crow.events.Event;
import dev.crow.events.EventPublisher;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.testkit.security.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The whole service, alone, on its embedded broker, database and object store. */
final class RunningService implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final TestIssuer issuer = TestIssuer.start();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context;
  private final String address;

  RunningService(Path data) {
    context =
        new SpringApplicationBuilder(UserServiceApplication.class)
            .run(
                "--spring.config.name=user-service",
                "--server.port=0",
                "--crow.data-dir=" + data,
                "--crow.security.jwks-uri=" + issuer.jwksUri());
    address = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Joins somebody, and waits until the service knows. */
  Person join(String organization, Role role) {
    UserPermissions permissions =
        role == Role.OWNER ? UserPermissions.OF_OWNERS : UserPermissions.OF_MEMBERS;
    String id = UuidV7.next();
    publish(
        new UserJoined(
            organization,
            id,
            "p" + id + "@shop.example",
            "Person",
            role,
            permissions,
            Instant.now()));
    Awaitility.await()
        .until(
            () ->
                bean(JdbcClient.class)
                        .sql("SELECT count(*) FROM user_preferences WHERE user_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single()
                    == 1);
    return new Person(organization, id, permissions.granted(role));
  }

  /** Publishes as another service, once. */
  void publish(IdentityEvent event) {
    publish(UuidV7.next(), event);
  }

  void publish(String id, IdentityEvent event) {
    bean(EventPublisher.class)
        .publish(
            Topics.IDENTITY_EVENTS,
            List.of(new Event<>(id, event.organizationId(), event.organizationId(), event)));
  }

  /** Every record of a topic that belongs to an organization. */
  List<JsonNode> published(String topic, String organization) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", bean(KafkaConnectionDetails.class).getBootstrapServers());
    List<JsonNode> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          if (record.key().equals(organization)) {
            found.add(JSON.readTree(record.value()));
          }
        }
      }
    }
    return found;
  }

  Answer call(String method, Person person, String path, String body, String... headers) {
    return send(method, person, path, BodyPublishers.ofString(body), headers);
  }

  Answer get(Person person, String path) {
    return call("GET", person, path, "");
  }

  Answer send(
      String method,
      Person person,
      String path,
      HttpRequest.BodyPublisher body,
      String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .method(method, body)
            .header("Authorization", "Bearer " + issuer.token(Services.USER, person.caller()));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (headers.length == 0 || !List.of(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    try {
      return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  String anonymous(String path) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(address + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Override
  public void close() {
    context.close();
    issuer.close();
    http.close();
  }

  /** Somebody who signed in. */
  record Person(String organization, String id, Set<String> permissions) {

    Caller caller() {
      return new Caller(organization, id, Caller.Kind.SESSION, permissions);
    }

    Person with(String permission) {
      Set<String> more = new java.util.HashSet<>(permissions);
      more.add(permission);
      return new Person(organization, id, more);
    }

    boolean managesTheTeam() {
      return permissions.contains(Permissions.TEAM_MANAGE);
    }
  }

  record Answer(HttpResponse<byte[]> http) {

    int status() {
      return http.statusCode();
    }

    String body() {
      return new String(http.body(), StandardCharsets.UTF_8);
    }

    byte[] bytes() {
      return http.body();
    }

    JsonNode json() {
      return JSON.readTree(body());
    }

    String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }

    /** The answer without what is different in every answer. */
    String withoutIds() {
      return status()
          + " "
          + ((ObjectNode) json()).without("instance").without("requestId").toString();
    }
  }
}
