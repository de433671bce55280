package dev.crow.localstack;

import dev.crow.security.ServiceSecret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes the organization a fresh installation starts with. */
final class FirstOrganization {

  private final StackConfig config;

  FirstOrganization(StackConfig config) {
    this.config = config;
  }

  /** The keys of the first start, made now if this is it. */
  LocalKeys keys() {
    return LocalKeys.read(config.dataDir()).orElseGet(this::create);
  }

  private LocalKeys create() {
    ServiceSecret secret = ServiceSecret.load(null, config.dataDir());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(config.address(Service.AUTH) + "/internal/organizations"))
            .header("Content-Type", "application/json")
            .header(ServiceSecret.HEADER, secret.value())
            .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"My shop\"}"))
            .build();
    try (HttpClient http = ServiceClients.of(config.dataDir())) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 201) {
        throw new StackException(
            "The first organization could not be made: auth-service answered "
                + answer.statusCode());
      }
      JsonNode made = JsonMapper.shared().readTree(answer.body());
      LocalKeys keys =
          new LocalKeys(
              made.required("organizationId").asString(),
              made.required("writeKey").asString(),
              made.required("secretKey").asString());
      keys.write(config.dataDir());
      return keys;
    } catch (IOException e) {
      throw new StackException("auth-service cannot be reached: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted", e);
    }
  }
}
