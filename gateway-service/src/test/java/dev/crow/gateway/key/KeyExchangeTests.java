package dev.crow.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyExchangeTests {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final String KEY = "crow_sk_a";
  private static final String AUDIENCE = "web-ingest-worker";

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();

  private KeyExchange exchange(TokenSource source) {
    return exchange(source, Runnable::run);
  }

  private KeyExchange exchange(TokenSource source, Executor asking) {
    TokenSource counting =
        (credential, audience) -> {
          asked.incrementAndGet();
          return source.exchange(credential, audience);
        };
    return new KeyExchange(
        counting,
        new KeyCacheProperties(
            Duration.ofSeconds(60), Duration.ofSeconds(5), Duration.ofSeconds(30), 100),
        () -> START.plusNanos(nanos.get()),
        nanos::get,
        asking);
  }

  private static Outcome known(@Nullable Instant expiresAt) {
    return new Outcome.Known(
        new Identity("t", expiresAt, "org", "key", Caller.Kind.SECRET_KEY, List.of()));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void remembersAKeyForAMinuteAtMost() {
    KeyExchange keys = exchange((_, _) -> known(null));

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
    KeyExchange keys = exchange((_, _) -> known(START.plusSeconds(40)));

    keys.identify(KEY, AUDIENCE);
    pass(Duration.ofSeconds(9));
    keys.identify(KEY, AUDIENCE);
    assertThat(asked).hasValue(1);
    pass(Duration.ofSeconds(2));
    keys.identify(KEY, AUDIENCE);

    assertThat(asked).hasValue(2);
  }

  @Test
  void asksAgainEachTimeForTokensThatHardlyLive() {
    KeyExchange keys = exchange((_, _) -> known(START.plusSeconds(10)));

    keys.identify(KEY, AUDIENCE);
    pass(Duration.ofMillis(1));
    keys.identify(KEY, AUDIENCE);

    assertThat(asked).hasValue(2);
  }

  @Test
  void remembersARefusalForAWhile() {
    KeyExchange keys = exchange((_, _) -> new Outcome.Refused());

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
    KeyExchange keys = exchange((_, _) -> new Outcome.Unavailable());

    refused(keys, ErrorCode.SERVICE_UNAVAILABLE);
    pass(Duration.ofMillis(1));
    refused(keys, ErrorCode.SERVICE_UNAVAILABLE);

    assertThat(asked).hasValue(2);
  }

  @Test
  void keepsTokensOfDifferentServicesAndKeysApart() {
    KeyExchange keys =
        exchange(
            (credential, audience) ->
                new Outcome.Known(
                    new Identity(
                        credential + "@" + audience,
                        null,
                        "org",
                        "key",
                        Caller.Kind.SECRET_KEY,
                        List.of())));

    assertThat(keys.identify("crow_sk_a", "x").token()).isEqualTo("crow_sk_a@x");
    assertThat(keys.identify("crow_sk_a", "y").token()).isEqualTo("crow_sk_a@y");
    assertThat(keys.identify("crow_sk_b", "x").token()).isEqualTo("crow_sk_b@x");
  }

  @Test
  void asksOnceForManyRequestsAtOnce() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    KeyExchange keys =
        exchange(
            (_, _) -> {
              try {
                answer.await();
                return known(null);
              } catch (InterruptedException e) {
                return new Outcome.Unavailable();
              }
            },
            Thread::startVirtualThread);

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
        assertThat(identity.get().keyId()).isEqualTo("key");
      }
    }
    assertThat(asked).hasValue(1);
  }

  private static void refused(KeyExchange keys, ErrorCode code) {
    assertThatThrownBy(() -> keys.identify(KEY, AUDIENCE))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
