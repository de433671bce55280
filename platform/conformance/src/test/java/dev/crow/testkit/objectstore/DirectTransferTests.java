package dev.crow.testkit.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.crow.objectstore.BucketRules;
import dev.crow.objectstore.Buckets;
import dev.crow.objectstore.DirectTransfers;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.S3Credentials;
import dev.crow.objectstore.SignedRequest;
import dev.crow.objectstore.UploadTerms;
import dev.crow.objectstore.embedded.EmbeddedS3Server;
import dev.crow.objectstore.s3.S3BucketRules;
import dev.crow.objectstore.s3.S3Clients;
import dev.crow.objectstore.s3.S3DirectTransfers;
import dev.crow.objectstore.s3.S3ObjectStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Requests signed for somebody outside, sent by an HTTP client that knows nothing of S3. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectTransferTests {

  private static final String ORIGIN = "https://app.example.com";
  private static final Duration VALID = Duration.ofMinutes(5);
  private static final UploadTerms PNG = new UploadTerms("image/png", 5);

  private final HttpClient http = HttpClient.newHttpClient();
  private EmbeddedS3Server server;
  private S3Client client;
  private S3Presigner presigner;
  private ObjectStore store;
  private DirectTransfers transfers;
  private ObjectKey key;

  @BeforeAll
  void start(@TempDir Path folder) {
    Buckets buckets = Buckets.one("direct");
    server = EmbeddedS3Server.start(folder, 0, "direct");
    client =
        S3Clients.create(
            server.endpoint(), "auto", server.credentials(), true, Duration.ofSeconds(20));
    presigner = S3Clients.presigner(server.endpoint(), "auto", server.credentials(), true);
    store = new S3ObjectStore(client, buckets);
    transfers = new S3DirectTransfers(presigner, buckets);
    new S3BucketRules(client, buckets).apply(new BucketRules(Map.of(), List.of(ORIGIN)));
  }

  @AfterAll
  void stop() {
    http.close();
    presigner.close();
    client.close();
    server.close();
  }

  @BeforeEach
  void newKey() {
    key = ObjectKey.of("products", "org-1", UUID.randomUUID().toString(), "a picture?.png");
  }

  @Test
  void takesWhatWasAgreedUpon() throws Exception {
    SignedRequest upload = transfers.upload(key, PNG, VALID);
    assertThat(put(upload, "12345")).isEqualTo(200);
    assertThat(store.accept(key, PNG)).isPresent();
    assertThat(store.get(key).orElseThrow().content().bytes()).isEqualTo(bytes("12345"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234", "123456", ""})
  void refusesAnotherSize(String body) throws Exception {
    assertThat(put(transfers.upload(key, PNG, VALID), body)).isEqualTo(403);
    assertThat(store.info(key)).isEmpty();
  }

  @Test
  void refusesAnotherType() throws Exception {
    SignedRequest upload = transfers.upload(key, PNG, VALID);
    SignedRequest html =
        new SignedRequest(
            "PUT", upload.uri(), Map.of("content-type", "text/html"), upload.expiresAt());
    assertThat(put(html, "12345")).isEqualTo(403);
    SignedRequest none = new SignedRequest("PUT", upload.uri(), Map.of(), upload.expiresAt());
    assertThat(put(none, "12345")).isEqualTo(403);
    assertThat(store.info(key)).isEmpty();
  }

  @Test
  void anUploadReadsAndDeletesNothing() throws Exception {
    store.put(key, new ObjectContent(bytes("12345"), "image/png", Map.of()));
    URI uri = transfers.upload(key, PNG, VALID).uri();
    assertThat(send(HttpRequest.newBuilder(uri).GET()).statusCode()).isEqualTo(403);
    assertThat(send(HttpRequest.newBuilder(uri).DELETE()).statusCode()).isEqualTo(403);
    assertThat(store.info(key)).isPresent();
  }

  @Test
  void aDownloadIsAFileAndChangesNothing() throws Exception {
    store.put(key, new ObjectContent(bytes("12345"), "image/png", Map.of()));
    URI uri = transfers.download(key, "Bericht \"1\" für Ä.png", VALID).uri();
    HttpResponse<String> answer = send(HttpRequest.newBuilder(uri).GET());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("12345");
    assertThat(answer.headers().firstValue("content-disposition"))
        .hasValue("attachment; filename*=UTF-8''Bericht%20%221%22%20f%C3%BCr%20%C3%84.png");
    assertThat(send(HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofString("x"))).statusCode())
        .isEqualTo(403);
    assertThat(send(HttpRequest.newBuilder(uri).DELETE()).statusCode()).isEqualTo(403);
    assertThat(store.get(key).orElseThrow().content().bytes()).isEqualTo(bytes("12345"));
  }

  @Test
  void aDownloadGivesARange() throws Exception {
    store.put(key, new ObjectContent(bytes("0123456789"), "video/mp4", Map.of()));
    URI uri = transfers.download(key, "v.mp4", VALID).uri();
    HttpResponse<String> answer =
        send(HttpRequest.newBuilder(uri).header("Range", "bytes=2-4").GET());
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo("234");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Amz-Expires=300>X-Amz-Expires=3000",
        "X-Amz-Signature=>X-Amz-Signature=0",
        "/org-1/>/org-2/",
        "/direct/>/another/",
        "X-Amz-Algorithm=AWS4-HMAC-SHA256>X-Amz-Algorithm=NONE",
        "response-content-disposition=attachment>response-content-disposition=inline"
      })
  void refusesATamperedRequest(String change) throws Exception {
    store.put(key, new ObjectContent(bytes("12345"), "image/png", Map.of()));
    String uri = transfers.download(key, "x.png", VALID).uri().toString();
    String[] fromTo = change.split(">", -1);
    String tampered = uri.replace(fromTo[0], fromTo[1]);
    assertThat(tampered).isNotEqualTo(uri);
    HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(tampered)).GET());
    assertThat(answer.statusCode()).isIn(400, 403, 404);
    assertThat(answer.body()).doesNotContain("12345");
  }

  @Test
  void refusesARequestWithoutItsSignature() throws Exception {
    store.put(key, new ObjectContent(bytes("12345"), "image/png", Map.of()));
    String uri = transfers.download(key, "x.png", VALID).uri().toString();
    URI bare = URI.create(uri.substring(0, uri.indexOf('?')));
    assertThat(send(HttpRequest.newBuilder(bare).GET()).statusCode()).isEqualTo(403);
  }

  @Test
  void refusesAnExpiredRequest() {
    store.put(key, new ObjectContent(bytes("12345"), "image/png", Map.of()));
    SignedRequest download = transfers.download(key, "x.png", Duration.ofSeconds(1));
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              HttpResponse<String> answer = send(HttpRequest.newBuilder(download.uri()).GET());
              assertThat(answer.statusCode()).isIn(400, 403);
              assertThat(answer.body()).doesNotContain("12345");
            });
  }

  @Test
  void refusesARequestSignedWithAnotherSecret() throws Exception {
    S3Credentials wrong = new S3Credentials(server.credentials().accessKeyId(), "not-the-secret");
    try (S3Presigner other = S3Clients.presigner(server.endpoint(), "auto", wrong, true)) {
      SignedRequest upload =
          new S3DirectTransfers(other, Buckets.one("direct")).upload(key, PNG, VALID);
      assertThat(put(upload, "12345")).isEqualTo(403);
    }
  }

  @Test
  void refusesToSignForTooLong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transfers.upload(key, PNG, Duration.ofDays(8)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transfers.download(key, "x", Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> new UploadTerms("image/png", -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new UploadTerms("a\r\nb: c", 1));
  }

  @Test
  void doesNotTellTheSignature() {
    SignedRequest upload = transfers.upload(key, PNG, VALID);
    assertThat(upload.toString()).doesNotContain("X-Amz-Signature");
  }

  @Test
  void letsPagesOfAConfiguredOriginUpload() throws Exception {
    SignedRequest upload = transfers.upload(key, PNG, VALID);
    HttpResponse<String> preflight = preflight(upload.uri(), ORIGIN, "PUT", "content-type");
    assertThat(preflight.statusCode()).isEqualTo(200);
    assertThat(preflight.headers().firstValue("access-control-allow-origin")).hasValue(ORIGIN);
    assertThat(preflight.headers().firstValue("access-control-allow-methods").orElseThrow())
        .contains("PUT");
    assertThat(preflight.headers().firstValue("access-control-allow-headers"))
        .hasValue("content-type");
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(upload.uri())
                .header("Origin", ORIGIN)
                .header("content-type", "image/png")
                .PUT(BodyPublishers.ofString("12345")));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue(ORIGIN);
    assertThat(answer.headers().firstValue("vary")).hasValue("Origin");
  }

  @Test
  void letsNoOtherPageDoSo() throws Exception {
    URI uri = transfers.upload(key, PNG, VALID).uri();
    assertThat(preflight(uri, "https://evil.example", "PUT", "content-type").statusCode())
        .isEqualTo(403);
    assertThat(preflight(uri, ORIGIN, "DELETE", "content-type").statusCode()).isEqualTo(403);
    assertThat(preflight(uri, ORIGIN, "PUT", "x-amz-meta-owner").statusCode()).isEqualTo(403);
    assertThat(preflight(uri, "null", "PUT", "content-type").statusCode()).isEqualTo(403);
    store.put(key, new ObjectContent(bytes("12345"), "image/png", Map.of()));
    HttpResponse<String> read =
        send(
            HttpRequest.newBuilder(transfers.download(key, "x", VALID).uri())
                .header("Origin", "https://evil.example")
                .GET());
    assertThat(read.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  private HttpResponse<String> preflight(URI uri, String origin, String method, String headers)
      throws Exception {
    return send(
        HttpRequest.newBuilder(uri)
            .header("Origin", origin)
            .header("Access-Control-Request-Method", method)
            .header("Access-Control-Request-Headers", headers)
            .method("OPTIONS", BodyPublishers.noBody()));
  }

  private int put(SignedRequest upload, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(upload.uri()).PUT(BodyPublishers.ofString(body));
    // The client itself writes the length.
    upload.headers().entrySet().stream()
        .filter(header -> !header.getKey().equals("content-length"))
        .forEach(header -> request.header(header.getKey(), header.getValue()));
    return send(request).statusCode();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
