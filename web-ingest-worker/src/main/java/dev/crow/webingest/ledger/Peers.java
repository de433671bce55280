package dev.crow.webingest.ledger;

import dev.crow.security.ServiceSecret;
import dev.crow.webingest.session.NotRestoredException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks the other instances that form sessions. */
final class Peers {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Supplier<HttpClient> http;
  private final String scheme;
  private final ServiceSecret secret;
  private final JsonMapper json;

  /**
   * @param http gives the client with the newest certificate
   * @param scheme of their addresses
   */
  Peers(Supplier<HttpClient> http, String scheme, ServiceSecret secret, JsonMapper json) {
    this.http = http;
    this.scheme = scheme;
    this.secret = secret;
    this.json = json;
  }

  /**
   * @param peer as {@code host:port}
   * @param path with its query
   * @return the answer; null if the instance has nothing of it
   * @throws NotRestoredException if it cannot answer now: what all instances say together would be
   *     wrong without it
   */
  <T> @Nullable T ask(String peer, String path, Class<T> type) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(scheme + "://" + peer + path))
            .timeout(PATIENCE)
            .header(ServiceSecret.HEADER, secret.value())
            .build();
    try {
      HttpResponse<byte[]> answer =
          http.get().send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() == 404) {
        return null;
      }
      if (answer.statusCode() != 200) {
        throw new NotRestoredException(new IOException(peer + " says " + answer.statusCode()));
      }
      return json.readValue(answer.body(), type);
    } catch (IOException | JacksonException e) {
      throw new NotRestoredException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotRestoredException(e);
    }
  }
}
