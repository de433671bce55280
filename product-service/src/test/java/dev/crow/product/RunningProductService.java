package dev.crow.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import dev.crow.testkit.service.RunningService;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** The service, and what the others say to it. */
public final class RunningProductService extends RunningService {

  public RunningProductService(Path data, String... more) {
    super(ProductServiceApplication.class, Services.PRODUCT, data, more);
  }

  /** Somebody who keeps the catalogue of a new organization. */
  public static Person keeper() {
    return new Person(
        UuidV7.next(),
        UuidV7.next(),
        Set.of(Permissions.PRODUCTS_MANAGE, Permissions.ORGANIZATION_READ));
  }

  public JsonNode create(Person person, String body) {
    Answer answer = call("POST", person, "/api/v1/products", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  public Answer upload(Person person, String query, String type, String file) {
    return send(
        "POST",
        person,
        "/api/v1/products/imports" + query,
        BodyPublishers.ofString(file, StandardCharsets.UTF_8),
        "Content-Type",
        type);
  }

  /** Imports, waits until the job has ended, and gives it. */
  public JsonNode imported(Person person, String query, String type, String file) {
    Answer answer = upload(person, query, type, file);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    return ended(person, answer.json().path("id").asString());
  }

  public JsonNode ended(Person person, String job) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                Set.of("DONE", "FAILED", "CANCELLED")
                    .contains(job(person, job).path("state").asString()));
    return job(person, job);
  }

  public JsonNode job(Person person, String job) {
    return get(person, "/api/v1/products/jobs/" + job).json();
  }

  public JsonNode problems(Person person, JsonNode job) {
    return get(person, "/api/v1/products/jobs/" + job.path("id").asString() + "/problems")
        .json()
        .path("items");
  }

  /** Publishes as another service, once. */
  public void publish(IdentityEvent event) {
    publish(Topics.IDENTITY_EVENTS, UuidV7.next(), event.organizationId(), event);
  }
}
