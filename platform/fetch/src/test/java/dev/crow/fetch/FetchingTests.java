package dev.crow.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchingTests {

  private static final String OK = "HTTP/1.1 200 OK\nContent-Type: text/html; charset=iso-8859-1\n";

  private final Canary site = canary();
  private final Canary forbidden = canary();
  private final List<String> lookups = new ArrayList<>();
  private Fetcher fetcher;

  @SuppressWarnings("NullAway.Init")
  FetchingTests() {}

  private static Canary canary() {
    try {
      return new Canary();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void open() {
    fetcher =
        Fetchers.guarded(
            CheckingTests.properties(Set.of(site.host()), Set.of(80, 443, forbidden.port())),
            this::resolve);
  }

  @AfterEach
  void close() throws IOException {
    fetcher.close();
    site.close();
    forbidden.close();
  }

  /** The first time somewhere public where nobody answers, from then on here. */
  private InetAddress[] resolve(String host) throws UnknownHostException {
    lookups.add(host);
    if (!host.equals("rebinding.example")) {
      throw new UnknownHostException(host);
    }
    return new InetAddress[] {
      InetAddress.ofLiteral(lookups.size() == 1 ? "192.88.100.1" : "127.0.0.1")
    };
  }

  @Test
  void readsAPage() {
    site.on("/", OK + "Content-Length: 5\n\nhello");
    Fetched page = fetcher.fetch(FetchRequest.of(site.url("/")).accepting("text/html"));
    assertThat(page.status()).isEqualTo(200);
    assertThat(new String(page.body(), StandardCharsets.UTF_8)).isEqualTo("hello");
    assertThat(page.charset()).isEqualTo(StandardCharsets.ISO_8859_1);
  }

  @Test
  void looksANameUpOnceAndConnectsThere() {
    assertThatExceptionOfType(FetchException.class)
        .isThrownBy(
            () ->
                fetcher.fetch(
                    FetchRequest.of("http://rebinding.example:" + forbidden.port() + "/")));
    assertThat(lookups).containsExactly("rebinding.example");
    assertThat(forbidden.connections()).isZero();
  }

  @Test
  void looksANameUpAgainForTheNextFetchAndRefusesItThen() {
    String url = "http://rebinding.example:" + forbidden.port() + "/";
    assertThat(fetcher.check(url)).hasToString(url);
    assertRefused(url, FetchRefusal.URL_NOT_ALLOWED);
    assertThat(forbidden.connections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void checksWhereARedirectLeads(int status) {
    site.on(
        "/",
        "HTTP/1.1 "
            + status
            + " Moved\nLocation: "
            + forbidden.url("/")
            + "\nContent-Length: 0\n\n");
    assertRefused(site.url("/"), FetchRefusal.URL_NOT_ALLOWED);
    assertThat(forbidden.connections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "gopher://127.0.0.1/", "javascript:alert(1)"})
  void refusesRedirectsToOtherSchemes(String location) {
    site.on("/", "HTTP/1.1 302 Found\nLocation: " + location + "\nContent-Length: 0\n\n");
    assertRefused(site.url("/"), FetchRefusal.SCHEME_NOT_ALLOWED);
  }

  @Test
  void followsFiveRedirectsAndNoSixth() {
    for (int i = 0; i < 6; i++) {
      site.on("/" + i, "HTTP/1.1 302 Found\nLocation: /" + (i + 1) + "\nContent-Length: 0\n\n");
    }
    site.on("/6", OK + "Content-Length: 4\n\ndone");
    assertThat(fetcher.fetch(FetchRequest.of(site.url("/1"))).uri()).hasToString(site.url("/6"));
    assertRefused(site.url("/0"), FetchRefusal.TOO_MANY_REDIRECTS);
  }

  @Test
  void leavesARedirectLoop() {
    site.on("/", "HTTP/1.1 302 Found\nLocation: /\nContent-Length: 0\n\n");
    assertRefused(site.url("/"), FetchRefusal.TOO_MANY_REDIRECTS);
  }

  @Test
  void refusesWhatIsTooLong() {
    site.on("/said", OK + "Content-Length: 104857600\n\nhello");
    assertRefused(site.url("/said"), FetchRefusal.FETCH_LIMIT);
    site.on("/endless", out -> endless(out));
    assertRefused(site.url("/endless"), FetchRefusal.FETCH_LIMIT);
    Fetched cut = fetcher.fetch(FetchRequest.of(site.url("/endless")).cutAt(1000));
    assertThat(cut.body()).hasSize(1000);
  }

  private static void endless(OutputStream out) throws IOException {
    out.write((OK + "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    byte[] chunk = new byte[8192];
    while (true) {
      out.write(chunk);
    }
  }

  @Test
  void refusesWhatTricklesIn() throws InterruptedException {
    CountDownLatch left = new CountDownLatch(1);
    site.on(
        "/",
        out -> {
          try {
            out.write((OK + "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            while (!left.await(100, TimeUnit.MILLISECONDS)) {
              out.write('x');
              out.flush();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            left.countDown();
          }
        });
    assertRefused(site.url("/"), FetchRefusal.FETCH_LIMIT);
    assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void refusesSilence() {
    CountDownLatch never = new CountDownLatch(1);
    site.on(
        "/",
        _ -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertRefused(site.url("/"), FetchRefusal.FETCH_LIMIT);
    never.countDown();
  }

  @Test
  void unpacksGzip() {
    site.on("/", out -> gzipped(out, "hello".getBytes(StandardCharsets.UTF_8), "gzip"));
    assertThat(fetcher.fetch(FetchRequest.of(site.url("/"))).body())
        .isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void refusesWhatUnpacksToTooMuch() {
    site.on("/bomb", out -> gzipped(out, new byte[20_000_000], "gzip"));
    assertRefused(site.url("/bomb"), FetchRefusal.DECOMPRESSED_TOO_LARGE);
    site.on("/layers", out -> gzipped(out, new byte[10], "gzip, gzip, gzip"));
    assertRefused(site.url("/layers"), FetchRefusal.DECOMPRESSED_TOO_LARGE);
    site.on("/broken", OK + "Content-Encoding: gzip\nContent-Length: 5\n\nhello");
    assertRefused(site.url("/broken"), FetchRefusal.BAD_RESPONSE);
  }

  private static void gzipped(OutputStream out, byte[] body, String coding) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    }
    out.write(
        (OK + "Content-Encoding: " + coding + "\nContent-Length: " + packed.size() + "\n\n")
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.UTF_8));
    packed.writeTo(out);
  }

  @Test
  void refusesWhatIsNotHttp() {
    site.on("/long", OK + "X-Long: " + "x".repeat(1_000_000) + "\nContent-Length: 0\n\n");
    assertRefused(site.url("/long"), FetchRefusal.BAD_RESPONSE);
    site.on("/many", OK + "X-Many: 1\n".repeat(10_000) + "Content-Length: 0\n\n");
    assertRefused(site.url("/many"), FetchRefusal.BAD_RESPONSE);
    site.on("/none", "hello\n".repeat(200));
    assertRefused(site.url("/none"), FetchRefusal.BAD_RESPONSE);
  }

  @Test
  void refusesOtherTypes() {
    site.on("/", "HTTP/1.1 200 OK\nContent-Type: image/png\nContent-Length: 5\n\nhello");
    assertThatExceptionOfType(FetchException.class)
        .isThrownBy(() -> fetcher.fetch(FetchRequest.of(site.url("/")).accepting("text/html")))
        .satisfies(e -> assertThat(e.refusal()).isEqualTo(FetchRefusal.TYPE_NOT_ALLOWED));
  }

  @Test
  void tellsOfAnswersThatAreNoSuccess() {
    site.on("/", "HTTP/1.1 503 Busy\nRetry-After: 7\nContent-Length: 4\n\nbusy");
    Fetched answer = fetcher.fetch(FetchRequest.of(site.url("/")));
    assertThat(answer.ok()).isFalse();
    assertThat(answer.retryAfter()).isEqualTo(7);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void messagesRepeatNothing() {
    assertThatExceptionOfType(FetchException.class)
        .isThrownBy(() -> fetcher.fetch(FetchRequest.of("http://secret-name.example/")))
        .satisfies(
            e -> {
              assertThat(e.refusal()).isEqualTo(FetchRefusal.UNREACHABLE);
              assertThat(e.getMessage()).doesNotContain("secret");
            });
    assertThat(Arrays.stream(FetchRefusal.values()).map(FetchRefusal::slug))
        .doesNotHaveDuplicates();
  }

  private void assertRefused(String url, FetchRefusal refusal) {
    assertThatExceptionOfType(FetchException.class)
        .isThrownBy(() -> fetcher.fetch(FetchRequest.of(url)))
        .satisfies(e -> assertThat(e.refusal()).isEqualTo(refusal));
  }
}
