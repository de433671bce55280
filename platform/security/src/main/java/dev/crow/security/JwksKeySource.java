package dev.crow.security;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PublicJwk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * The issuer's keys, fetched from one configured address when they are first needed. A key id that
 * is not known asks again, at most once in five seconds, so forged ids cannot make this a flood. A
 * key that is known is asked about once a minute, by one of the requests that need it, so that
 * withdrawing a key ends its tokens.
 */
final class JwksKeySource implements KeySource, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(JwksKeySource.class);
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);
  private static final Duration MAX_AGE = Duration.ofSeconds(60);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final long MAX_BYTES = 64 * 1024;

  private final URI uri;
  private final Clock clock;
  private volatile HttpClient http;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Fetched last = new Fetched(Map.of(), Instant.MIN, Instant.MIN);

  JwksKeySource(URI uri, Clock clock) {
    this(uri, clock, client());
  }

  private JwksKeySource(URI uri, Clock clock, HttpClient.Builder http) {
    this.uri = uri;
    this.clock = clock;
    this.http = http.build();
  }

  /** Asks over mutual TLS, with the bundle's newest certificate. */
  static JwksKeySource over(SslBundles bundles, URI uri, Clock clock) {
    SslBundle bundle = bundles.getBundle(ServiceCertificate.BUNDLE);
    JwksKeySource source =
        new JwksKeySource(uri, clock, client().sslContext(bundle.createSslContext()));
    bundles.addBundleUpdateHandler(ServiceCertificate.BUNDLE, source::renew);
    return source;
  }

  private void renew(SslBundle bundle) {
    HttpClient old = http;
    http = client().sslContext(bundle.createSslContext()).build();
    old.shutdown();
  }

  private static HttpClient.Builder client() {
    return HttpClient.newBuilder()
        .connectTimeout(TIMEOUT)
        .followRedirects(HttpClient.Redirect.NEVER);
  }

  @Override
  public @Nullable PublicKey find(String kid) {
    PublicKey known = last.keys().get(kid);
    if (known != null && isWithin(MAX_AGE, last.succeeded(), clock.instant())) {
      return known;
    }
    Fetched now = known == null ? refreshed() : refreshedUnlessBusy();
    PublicKey key = now.keys().get(kid);
    if (key == null && now.lastTryFailed()) {
      throw ApiException.retryLater(
          ErrorCode.SERVICE_UNAVAILABLE,
          "The token cannot be checked right now.",
          BETWEEN_FETCHES,
          null);
    }
    return key;
  }

  /** For a key that was good a minute ago nobody waits behind somebody else's question. */
  private Fetched refreshedUnlessBusy() {
    if (!fetching.tryLock()) {
      return last;
    }
    try {
      return refreshed();
    } finally {
      fetching.unlock();
    }
  }

  private Fetched refreshed() {
    fetching.lock();
    try {
      Instant now = clock.instant();
      if (isWithin(BETWEEN_FETCHES, last.tried(), now)) {
        return last;
      }
      try {
        last = new Fetched(fetch(), now, now);
      } catch (IOException | JwtException e) {
        // Known keys stay good while the issuer is away; an unknown one is answered with 503.
        log.warn("Cannot fetch the keys of internal tokens from {}: {}", uri, e.toString());
        last = new Fetched(last.keys(), last.succeeded(), now);
      }
      return last;
    } finally {
      fetching.unlock();
    }
  }

  private Map<String, PublicKey> fetch() throws IOException {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
    try {
      HttpResponse<String> response =
          http.send(
              request,
              HttpResponse.BodyHandlers.limiting(
                  HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_BYTES));
      if (response.statusCode() != 200) {
        throw new IOException("status " + response.statusCode());
      }
      return parse(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Map<String, PublicKey> parse(String json) {
    Map<String, PublicKey> keys = new HashMap<>();
    for (Jwk<?> jwk : Jwks.setParser().build().parse(json)) {
      if (jwk instanceof PublicJwk<?> open
          && open.getId() != null
          && open.toKey() instanceof EdECPublicKey key
          && key.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
        keys.put(open.getId(), key);
      }
    }
    return Map.copyOf(keys);
  }

  /** What is later than now was before the clock was set back, nobody knows how long ago. */
  private static boolean isWithin(Duration time, Instant since, Instant now) {
    return !since.equals(Instant.MIN) && !since.isAfter(now) && now.isBefore(since.plus(time));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private record Fetched(Map<String, PublicKey> keys, Instant succeeded, Instant tried) {
    boolean lastTryFailed() {
      return succeeded.isBefore(tried);
    }
  }
}
