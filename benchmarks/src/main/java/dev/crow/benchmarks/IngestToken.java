package dev.crow.benchmarks;

import dev.crow.contracts.Services;
import dev.crow.security.ServiceSecret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/** Prints an internal token for the ingest worker, to measure it without the gateway before it. */
public final class IngestToken {

  private IngestToken() {}

  /**
   * @param args data folder, address of auth-service, API key
   * @throws IOException if auth-service cannot be reached
   * @throws InterruptedException if interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    ServiceSecret secret = ServiceSecret.load(null, Path.of(args[0]));
    String body =
        "{\"credential\":\"%s\",\"audience\":\"%s\"}".formatted(args[2], Services.WEB_INGEST);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(args[1] + "/internal/tokens"))
            .header("Content-Type", "application/json")
            .header(ServiceSecret.HEADER, secret.value())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      System.out.println(JsonMapper.shared().readTree(answer).required("token").asString());
    }
  }
}
