package dev.crow.testkit.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.crow.objectstore.Buckets;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.S3Credentials;
import dev.crow.objectstore.s3.S3Clients;
import dev.crow.objectstore.s3.S3ObjectStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/** What goes over the wire, since R2 refuses what other servers take. */
class R2DialectTests {

  private final Map<String, Headers> requests = new ConcurrentHashMap<>();
  private final Map<String, Integer> lengths = new ConcurrentHashMap<>();
  private HttpServer server;
  private S3Client client;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
          lengths.put(request, exchange.getRequestBody().readAllBytes().length);
          requests.put(request, exchange.getRequestHeaders());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    client =
        S3Clients.create(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            "auto",
            new S3Credentials("id", "secret"),
            true,
            Duration.ofSeconds(10));
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void anObjectIsSentAsItIs() {
    ObjectKey key = ObjectKey.of("raw/sessions", "org-1", "a.json");
    new S3ObjectStore(client, Buckets.one("bucket"))
        .put(key, new ObjectContent(new byte[70_000], "text/plain", Map.of()));
    String request = "PUT /bucket/raw/sessions/org-1/a.json";
    Headers headers = sent(request);
    assertThat(lengths.get(request)).isEqualTo(70_000);
    assertThat(headers.getFirst("Authorization")).contains("/auto/s3/");
    assertThat(headers.getFirst("x-amz-content-sha256")).matches("[0-9a-f]{64}");
    assertThat(headers.keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-amz-checksum"))
        .doesNotContain("Content-encoding", "Expect", "X-amz-trailer");
  }

  @Test
  void rulesHaveTheOnlyChecksumThatIsTaken() {
    client.putBucketLifecycleConfiguration(
        request ->
            request
                .bucket("bucket")
                .lifecycleConfiguration(
                    lifecycle ->
                        lifecycle.rules(
                            LifecycleRule.builder()
                                .id("a")
                                .status(ExpirationStatus.ENABLED)
                                .filter(filter -> filter.prefix("a/"))
                                .expiration(expiration -> expiration.days(1))
                                .build())));
    Headers headers = sent("PUT /bucket?lifecycle");
    assertThat(headers.getFirst("Content-MD5")).isNotBlank();
    assertThat(headers.keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-amz-checksum"));
  }

  private Headers sent(String request) {
    return Objects.requireNonNull(requests.get(request), () -> "Sent was " + requests.keySet());
  }
}
