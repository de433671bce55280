package dev.crow.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.gateway.FakeService;
import dev.crow.gateway.Gateway;
import dev.crow.gateway.SharedGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedGateway.class)
class StreamingTests {

  private static final int BLOCK = 1 << 16;
  private static final int BLOCKS = 256;

  private final Gateway gateway;
  private final String key;

  StreamingTests(Gateway gateway) {
    this.gateway = gateway;
    this.key = "X-API-Key: " + gateway.auth.secretKey();
  }

  @Test
  void passesALargeChunkedBodyByteForByte() throws Exception {
    MessageDigest sent = MessageDigest.getInstance("SHA-256");
    gateway.webIngest.answer(
        exchange ->
            FakeService.send(exchange, 200, "text/plain", digest(exchange.getRequestBody())));

    Gateway.Answer answer =
        gateway.send("POST", "/replay/batch", chunked(out -> writeRandom(out, sent)), key);

    assertThat(answer.body()).isEqualTo(HexFormat.of().formatHex(sent.digest()));
  }

  @Test
  void theServiceSeesABodysStartBeforeItsEndIsSent() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    gateway.webIngest.answer(
        exchange -> {
          exchange.getRequestBody().readNBytes(BLOCK);
          started.countDown();
          exchange.getRequestBody().readAllBytes();
          FakeService.send(exchange, 200, "text/plain", "all");
        });
    HttpEntity body =
        chunked(
            out -> {
              out.write(new byte[2 * BLOCK]);
              out.flush();
              await(started);
              out.write(new byte[BLOCK]);
            });

    assertThat(gateway.send("POST", "/replay/batch", body, key).body()).isEqualTo("all");
  }

  @Test
  void theClientSeesAnAnswersStartBeforeItsEndIsMade() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    gateway.webIngest.answer(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("first".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          await(seen);
          exchange.getResponseBody().write("last".getBytes(StandardCharsets.UTF_8));
        });

    try (ClassicHttpResponse answer = gateway.open("GET", "/api/v1/ledger", null, key)) {
      InputStream body = answer.getEntity().getContent();
      assertThat(body.readNBytes(5)).asString().isEqualTo("first");
      seen.countDown();
      assertThat(body.readAllBytes()).asString().isEqualTo("last");
    }
  }

  @Test
  void passesACompressedBodyUntouched() throws Exception {
    byte[] gzip = gzip("{\"events\":[]}");

    gateway.send(
        "POST",
        "/batch",
        new ByteArrayEntity(gzip, null),
        key,
        "Content-Encoding: gzip",
        "Content-Type: application/json");

    assertThat(gateway.webIngest.last().body()).isEqualTo(gzip);
    assertThat(gateway.webIngest.last().header("Content-Encoding")).isEqualTo("gzip");
    assertThat(gateway.webIngest.last().header("Content-Length")).isEqualTo("" + gzip.length);
  }

  @Test
  void passesACompressedAnswerUntouched() throws Exception {
    byte[] gzip = gzip("[]");
    gateway.webIngest.answer(
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, gzip.length);
          exchange.getResponseBody().write(gzip);
        });

    Gateway.Answer answer = gateway.get("/api/v1/ledger", key, "Accept-Encoding: gzip");

    assertThat(answer.bytes()).isEqualTo(gzip);
    assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
  }

  @Test
  void doesNotReadFormsAndParts() {
    for (String type :
        new String[] {"application/x-www-form-urlencoded", "multipart/form-data; boundary=b"}) {
      gateway.send(
          "POST",
          "/batch?c=d",
          new ByteArrayEntity("a=b&a=%20".getBytes(StandardCharsets.UTF_8), null),
          key,
          "Content-Type: " + type);

      assertThat(gateway.webIngest.last().body()).asString().isEqualTo("a=b&a=%20");
      assertThat(gateway.webIngest.last().target()).isEqualTo("/batch?c=d");
    }
  }

  @Test
  void passesAnEmptyBody() {
    gateway.send("POST", "/batch", new ByteArrayEntity(new byte[0], null), key);

    assertThat(gateway.webIngest.last().header("Content-Length")).isEqualTo("0");
  }

  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private static HttpEntity chunked(Writing writing) {
    return new EntityTemplate(-1, null, null, writing::to);
  }

  private static void writeRandom(OutputStream out, MessageDigest digest) throws IOException {
    Random random = new Random(7);
    byte[] block = new byte[BLOCK];
    for (int i = 0; i < BLOCKS; i++) {
      random.nextBytes(block);
      digest.update(block);
      out.write(block);
    }
  }

  private static String digest(InputStream body) throws IOException {
    try (DigestInputStream in = new DigestInputStream(body, MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(5, TimeUnit.SECONDS)) {
        throw new IOException("The other side did not see the first part");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
