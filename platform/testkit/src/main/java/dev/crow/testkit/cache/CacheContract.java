package dev.crow.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.cache.Cache;
import dev.crow.cache.CacheCodec;
import dev.crow.cache.CacheKey;
import dev.crow.cache.CacheSettings;
import dev.crow.cache.Caches;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a cache must do, wherever its answers are. */
public abstract class CacheContract {

  protected static final Duration KNOWN = Duration.ofMinutes(10);
  protected static final Duration ABSENT = Duration.ofMinutes(2);

  protected static final CacheCodec<String> TEXT =
      new CacheCodec<>() {
        @Override
        public byte[] write(String value) {
          return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String read(byte[] bytes) {
          return new String(bytes, StandardCharsets.UTF_8);
        }
      };

  protected final MovedClocks time = new MovedClocks();
  protected final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  protected final AtomicInteger lookUps = new AtomicInteger();

  /** Differs from test to test, where a store outlives them. */
  protected final String name = "test-" + UUID.randomUUID().toString().substring(0, 8);

  private final List<Caches> opened = new ArrayList<>();

  /**
   * @return an instance with nothing in its memory; closed by the contract
   */
  protected abstract Caches instance();

  @AfterEach
  final void closeInstances() {
    opened.forEach(Caches::close);
  }

  protected final Cache<String> cache() {
    return cache(CacheSettings.of(name, KNOWN, ABSENT, 1_000));
  }

  protected final Cache<String> cache(CacheSettings<String> settings) {
    Caches instance = instance();
    opened.add(instance);
    return instance.create(settings, TEXT);
  }

  protected static CacheKey key(String what) {
    return new CacheKey("shop", what);
  }

  protected final Supplier<Optional<String>> finding(String value) {
    return () -> {
      lookUps.incrementAndGet();
      return Optional.of(value);
    };
  }

  protected final Supplier<Optional<String>> findingNone() {
    return () -> {
      lookUps.incrementAndGet();
      return Optional.empty();
    };
  }

  @Test
  void looksUpOnce() {
    Cache<String> cache = cache();
    assertThat(cache.get(key("a"), finding("one"))).contains("one");
    assertThat(cache.get(key("a"), finding("two"))).contains("one");
    assertThat(lookUps).hasValue(1);
  }

  @Test
  void remembersThatThereIsNoneForAShorterTime() {
    Cache<String> cache = cache();
    assertThat(cache.get(key("a"), findingNone())).isEmpty();
    assertThat(cache.get(key("a"), finding("late"))).isEmpty();
    time.pass(ABSENT);
    assertThat(cache.get(key("a"), finding("late"))).contains("late");
    assertThat(lookUps).hasValue(2);
  }

  @Test
  void remembersNoFailure() {
    Cache<String> cache = cache();
    IllegalStateException away = new IllegalStateException("away");
    Supplier<Optional<String>> failing =
        () -> {
          throw away;
        };
    assertThatThrownBy(() -> cache.get(key("a"), failing)).isSameAs(away);
    assertThat(cache.get(key("a"), finding("there"))).contains("there");
  }

  @Test
  void allWhoAskAtTheSameTimeWaitForOneLookUp() throws Exception {
    Cache<String> cache = cache();
    CountDownLatch release = new CountDownLatch(1);
    List<Future<Optional<String>>> asking = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        asking.add(
            threads.submit(
                () ->
                    cache.get(
                        key("a"),
                        () -> {
                          lookUps.incrementAndGet();
                          awaitUninterrupted(release);
                          return Optional.of("one");
                        })));
      }
      release.countDown();
      for (Future<Optional<String>> one : asking) {
        assertThat(one.get(10, TimeUnit.SECONDS)).contains("one");
      }
    }
    assertThat(lookUps).hasValue(1);
  }

  @Test
  void keepsOrganizationsApart() {
    Cache<String> cache = cache();
    assertThat(cache.get(new CacheKey("shop", "a"), finding("ours"))).contains("ours");
    assertThat(cache.get(new CacheKey("stall", "a"), finding("theirs"))).contains("theirs");
    assertThat(cache.get(CacheKey.beforeOrganization("a"), finding("nobody's")))
        .contains("nobody's");
    assertThatThrownBy(() -> new CacheKey("", "a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CacheKey("sh:*", "a"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void looksUpAgainAfterItsTime() {
    Cache<String> cache = cache();
    cache.get(key("a"), finding("old"));
    time.pass(KNOWN.multipliedBy(79).dividedBy(100));
    assertThat(cache.get(key("a"), finding("new"))).contains("old");
    time.pass(KNOWN.multipliedBy(21).dividedBy(100));
    assertThat(cache.get(key("a"), finding("new"))).contains("new");
  }

  @Test
  void doesNotForgetAllAtTheSameTime() {
    Cache<String> cache = cache();
    for (int i = 0; i < 200; i++) {
      cache.get(key("a" + i), finding("old"));
    }
    time.pass(KNOWN.multipliedBy(9).dividedBy(10));
    int again = 0;
    for (int i = 0; i < 200; i++) {
      again += cache.get(key("a" + i), finding("new")).equals(Optional.of("new")) ? 1 : 0;
    }
    assertThat(again).isBetween(1, 199);
  }

  @Test
  void keepsNoAnswerLongerThanItIsGood() {
    Cache<String> cache =
        cache(
            new CacheSettings<>(
                name, KNOWN, ABSENT, value -> Duration.ofSeconds(Long.parseLong(value)), 1_000));
    assertThat(cache.get(key("over"), finding("-1"))).contains("-1");
    assertThat(cache.get(key("over"), finding("-2"))).contains("-2");
    assertThat(cache.get(key("short"), finding("5"))).contains("5");
    time.pass(Duration.ofSeconds(4));
    assertThat(cache.get(key("short"), finding("6"))).contains("5");
    time.pass(Duration.ofSeconds(1));
    assertThat(cache.get(key("short"), finding("6"))).contains("6");
  }

  @Test
  void forgetsOne() {
    Cache<String> cache = cache();
    cache.get(key("a"), finding("old"));
    cache.get(key("b"), finding("old"));
    cache.forget(key("a"));
    assertThat(cache.get(key("a"), finding("new"))).contains("new");
    assertThat(cache.get(key("b"), finding("new"))).contains("old");
  }

  @Test
  void forgetsSome() {
    Cache<String> cache = cache();
    cache.get(key("a"), finding("ended"));
    cache.get(key("b"), finding("good"));
    cache.get(key("none"), findingNone());
    cache.forgetIf("ended"::equals);
    assertThat(cache.get(key("a"), finding("new"))).contains("new");
    assertThat(cache.get(key("b"), finding("new"))).contains("good");
    assertThat(cache.get(key("none"), finding("new"))).isEmpty();
  }

  @Test
  void forgetsAll() {
    Cache<String> cache = cache();
    cache.get(key("a"), finding("old"));
    cache.get(key("none"), findingNone());
    cache.forgetAll();
    assertThat(cache.get(key("a"), finding("new"))).contains("new");
    assertThat(cache.get(key("none"), finding("new"))).contains("new");
  }

  @Test
  void forgetsAnOrganization() {
    Cache<String> cache = cache();
    cache.get(new CacheKey("shop", "a"), finding("ours"));
    cache.get(new CacheKey("shop-2", "a"), finding("theirs"));
    cache.forgetOrganization("shop");
    assertThat(cache.get(new CacheKey("shop", "a"), finding("new"))).contains("new");
    assertThat(cache.get(new CacheKey("shop-2", "a"), finding("new"))).contains("theirs");
  }

  @Test
  void forgetsWhatIsBeingLookedUpButNotForThoseWhoWait() throws Exception {
    Cache<String> cache = cache();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Optional<String>> waiting =
          threads.submit(
              () ->
                  cache.get(
                      key("a"),
                      () -> {
                        asked.countDown();
                        awaitUninterrupted(release);
                        return Optional.of("ended");
                      }));
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      cache.forgetIf("ended"::equals);
      release.countDown();
      assertThat(waiting.get(10, TimeUnit.SECONDS)).contains("ended");
    }
    assertThat(cache.get(key("a"), finding("new"))).contains("new");
  }

  @Test
  void hasAtHandWhatItKnowsAndLooksNothingUp() {
    Cache<String> cache = cache();
    assertThat(cache.atHand(key("a"))).isEmpty();
    cache.get(key("a"), finding("one"));
    assertThat(cache.atHand(key("a"))).contains("one");
    assertThat(lookUps).hasValue(1);
  }

  @Test
  void takesNothingForGoodThatEndedByAClockThatWasSetForward() {
    Cache<String> cache = cache();
    cache.get(key("a"), finding("old"));
    time.setForward(KNOWN);
    assertThat(cache.atHand(key("a"))).isEmpty();
    assertThat(cache.get(key("a"), finding("new"))).contains("new");
  }

  @Test
  void countsHitsAndMisses() {
    Cache<String> cache = cache();
    cache.get(key("a"), finding("one"));
    cache.get(key("a"), finding("one"));
    cache.get(key("a"), finding("one"));
    assertThat(count("cache.gets", "hit")).isEqualTo(2);
    assertThat(count("cache.gets", "miss")).isEqualTo(1);
    assertThat(metrics.get("cache.size").tag("cache", name).gauge().value()).isEqualTo(1);
  }

  protected final double count(String meter, String result) {
    return metrics.get(meter).tag("cache", name).tag("result", result).counter().count();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
