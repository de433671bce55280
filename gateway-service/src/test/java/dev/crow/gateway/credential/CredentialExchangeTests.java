package dev.crow.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crow.cache.CacheCodec;
import dev.crow.cache.Caches;
import dev.crow.cache.Clocks;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CredentialExchangeTests {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final Credential KEY = key("crow_sk_a");
  private static final String AUDIENCE = "web-ingest-worker";

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicReference<String> certificate = new AtomicReference<>("first");

  private CredentialExchange exchange(TokenSource source) {
    TokenSource counting =
        (credential, audience) -> {
          asked.incrementAndGet();
          return source.exchange(credential, audience);
        };
    InstantSource clock = () -> START.plusNanos(nanos.get());
    return new CredentialExchange(
        counting,
        new CredentialCacheProperties(
            Duration.ofSeconds(60), Duration.ofSeconds(5), Duration.ofSeconds(30), 100),
        Caches.embedded(new SimpleMeterRegistry(), new Clocks(clock, nanos::get)),
        CacheCodec.json(JsonMapper.builder().build(), Identity.class),
        clock,
        certificate::get);
  }

  private static Outcome known(@Nullable Instant expiresAt) {
    return new Outcome.Known(
        new Identity("t", expiresAt, "org", "key", Caller.Kind.SECRET_KEY, null, List.of(), null));
  }

  private static Credential key(String value) {
    return new Credential(Credential.Type.API_KEY, value, false);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void remembersAKeyForAMinuteAtMost() {
    CredentialExchange keys = exchange((_, _) -> known(null));

    keys.identify(KEY, AUDIENCE);
    pass(Duration.ofSeconds(47));
    keys.identify(KEY, AUDIENCE);
    assertThat(asked).hasValue(1);
    pass(Duration.ofSeconds(14));
    keys.identify(KEY, AUDIENCE);

    assertThat(asked).hasValue(2);
  }

  @Test
  void neverHandsOutATokenThatEndsSoon() {
    CredentialExchange keys = exchange((_, _) -> known(START.plusSeconds(40)));

    keys.identify(KEY, AUDIENCE);
    pass(Duration.ofSeconds(7));
    keys.identify(KEY, AUDIENCE);
    assertThat(asked).hasValue(1);
    pass(Duration.ofSeconds(4));
    keys.identify(KEY, AUDIENCE);

    assertThat(asked).hasValue(2);
  }

  @Test
  void asksAgainEachTimeForTokensThatHardlyLive() {
    CredentialExchange keys = exchange((_, _) -> known(START.plusSeconds(10)));

    keys.identify(KEY, AUDIENCE);
    pass(Duration.ofMillis(1));
    keys.identify(KEY, AUDIENCE);

    assertThat(asked).hasValue(2);
  }

  @Test
  void remembersARefusalForAWhile() {
    CredentialExchange keys = exchange((_, _) -> new Outcome.Refused());

    refused(keys, ErrorCode.INVALID_KEY);
    pass(Duration.ofSeconds(4));
    refused(keys, ErrorCode.INVALID_KEY);
    assertThat(asked).hasValue(1);
    pass(Duration.ofSeconds(2));
    refused(keys, ErrorCode.INVALID_KEY);

    assertThat(asked).hasValue(2);
  }

  @Test
  void doesNotRememberThatAuthServiceWasDown() {
    CredentialExchange keys = exchange((_, _) -> new Outcome.Unavailable());

    refused(keys, ErrorCode.SERVICE_UNAVAILABLE);
    pass(Duration.ofMillis(1));
    refused(keys, ErrorCode.SERVICE_UNAVAILABLE);

    assertThat(asked).hasValue(2);
  }

  @Test
  void keepsTokensOfDifferentServicesAndKeysApart() {
    CredentialExchange keys =
        exchange(
            (credential, audience) ->
                new Outcome.Known(
                    new Identity(
                        credential.value() + "@" + audience,
                        null,
                        "org",
                        "key",
                        Caller.Kind.SECRET_KEY,
                        null,
                        List.of(),
                        null)));

    assertThat(keys.identify(key("crow_sk_a"), "x").token()).isEqualTo("crow_sk_a@x");
    assertThat(keys.identify(key("crow_sk_a"), "y").token()).isEqualTo("crow_sk_a@y");
    assertThat(keys.identify(key("crow_sk_b"), "x").token()).isEqualTo("crow_sk_b@x");
  }

  @Test
  void asksOnceForManyRequestsAtOnce() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    CredentialExchange keys =
        exchange(
            (_, _) -> {
              try {
                answer.await();
                return known(null);
              } catch (InterruptedException e) {
                return new Outcome.Unavailable();
              }
            });

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicInteger arrived = new AtomicInteger();
      List<Future<Identity>> all =
          IntStream.range(0, 100)
              .mapToObj(
                  _ ->
                      threads.submit(
                          () -> {
                            arrived.incrementAndGet();
                            return keys.identify(KEY, AUDIENCE);
                          }))
              .toList();
      await().until(() -> arrived.get() == 100 && asked.get() == 1);
      answer.countDown();
      for (Future<Identity> identity : all) {
        assertThat(identity.get().subject()).isEqualTo("key");
      }
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void asksAgainWhenTheCertificateThatTokensAreBoundToIsAnother() {
    CredentialExchange keys = exchange((_, _) -> known(null));

    keys.identify(KEY, AUDIENCE);
    certificate.set("second");
    keys.identify(KEY, AUDIENCE);

    assertThat(asked).hasValue(2);
  }

  private static void refused(CredentialExchange keys, ErrorCode code) {
    assertThatThrownBy(() -> keys.identify(KEY, AUDIENCE))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
