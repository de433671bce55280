package dev.crow.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crow.cache.Cache;
import dev.crow.cache.CacheKey;
import dev.crow.cache.CacheSettings;
import dev.crow.cache.CacheStore;
import dev.crow.cache.Caches;
import dev.crow.security.SealingKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What instances that share a store must do besides. */
public abstract class SharedCacheContract extends CacheContract {

  private static final SealingKey KEY = SealingKey.derivedFrom("secret of the suite", "tests");
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

  private final SpiedStore spied = new SpiedStore();

  /**
   * @return a client of the store that is there
   */
  protected abstract CacheStore store();

  /**
   * @return a client of a store that is not
   */
  protected abstract CacheStore storeThatIsAway();

  @Override
  protected final Caches instance() {
    return Caches.shared(spied.over(connected(store())), KEY, metrics, time.clocks());
  }

  /** Some connect aside. */
  private CacheStore connected(CacheStore store) {
    await().ignoreExceptions().until(() -> store.get("crow:cache:probe").isEmpty());
    return store;
  }

  /** Answers are shared aside, so that nobody waits for it. */
  private Cache<String> sharing(CacheKey key, Optional<String> answer) {
    Cache<String> cache = cache();
    int before = spied.puts();
    assertThat(cache.get(key, () -> answer)).isEqualTo(answer);
    await().until(() -> spied.puts() == before + 1);
    return cache;
  }

  @Test
  void takesOverWhatAnotherInstanceFound() {
    sharing(key("a"), Optional.of("one"));
    assertThat(cache().get(key("a"), finding("two"))).contains("one");
    assertThat(lookUps).hasValue(0);
    assertThat(count("cache.shared.gets", "hit")).isEqualTo(1);
    assertThat(count("cache.shared.gets", "miss")).isEqualTo(1);
  }

  @Test
  void takesOverThatThereIsNone() {
    sharing(key("a"), Optional.empty());
    assertThat(cache().get(key("a"), finding("late"))).isEmpty();
    time.pass(ABSENT);
    assertThat(cache().get(key("a"), finding("late"))).contains("late");
  }

  @Test
  void whatIsTakenOverEndsWhenItWouldHaveEnded() {
    sharing(key("a"), Optional.of("old"));
    time.pass(KNOWN.dividedBy(2));
    Cache<String> other = cache();
    assertThat(other.get(key("a"), finding("new"))).contains("old");
    time.pass(KNOWN.dividedBy(2));
    assertThat(other.get(key("a"), finding("new"))).contains("new");
  }

  @Test
  void forgetsOneForThoseWhoDoNotHaveItAtHand() {
    sharing(key("a"), Optional.of("old")).forget(key("a"));
    assertThat(cache().get(key("a"), finding("new"))).contains("new");
  }

  @Test
  void takesNothingOverThatMayBeOlderThanTheReasonToForgetIt() {
    sharing(key("a"), Optional.of("ended"));
    sharing(key("b"), Optional.of("good"));
    Cache<String> told = cache();
    told.forgetIf("ended"::equals);
    assertThat(told.get(key("a"), finding("new"))).contains("new");
    assertThat(told.get(key("b"), finding("new"))).contains("good");
  }

  @Test
  void takesOverWhatWasFoundWellAfterTheReasonToForgetIt() {
    Cache<String> told = cache();
    told.forgetAll();
    time.pass(CLOCKS_DIFFER.plusSeconds(1));
    sharing(key("a"), Optional.of("fresh"));
    assertThat(told.get(key("a"), finding("new"))).contains("fresh");
  }

  @Test
  void anInstanceThatForgotAllTakesNothingOverFromBefore() {
    sharing(key("a"), Optional.of("old"));
    sharing(key("none"), Optional.empty());
    Cache<String> told = cache();
    told.forgetAll();
    assertThat(told.get(key("a"), finding("new"))).contains("new");
    assertThat(told.get(key("none"), finding("new"))).contains("new");
  }

  @Test
  void forgetsAnOrganizationInTheStore() {
    sharing(new CacheKey("shop", "a"), Optional.of("ours"));
    Cache<String> one = sharing(new CacheKey("shop-2", "a"), Optional.of("theirs"));
    one.forgetOrganization("shop");
    assertThat(cache().get(new CacheKey("shop", "a"), finding("new"))).contains("new");
    assertThat(cache().get(new CacheKey("shop-2", "a"), finding("new"))).contains("theirs");
  }

  @Test
  void showsTheStoreNeitherQuestionsNorAnswers() {
    sharing(key("who is 192.0.2.7"), Optional.of("the secret answer"));
    Map<String, byte[]> there = spied.values();
    assertThat(there).hasSize(1);
    there.forEach(
        (key, value) -> {
          assertThat(key).startsWith("crow:cache:1:" + name + ":shop:").doesNotContain("192.0.2.7");
          assertThat(new String(value, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        });
  }

  @Test
  void believesNothingThatWasMovedMadeUpOrSealedByAStranger() {
    sharing(key("a"), Optional.of("admin"));
    sharing(key("b"), Optional.of("visitor"));
    String[] keys = spied.values().keySet().toArray(String[]::new);
    CacheStore store = connected(store());
    store.put(keys[1], store.get(keys[0]).orElseThrow(), KNOWN);
    store.put(keys[0], "made up".getBytes(StandardCharsets.UTF_8), KNOWN);
    Cache<String> cache = cache();
    assertThat(cache.get(key("a"), finding("new"))).contains("new");
    assertThat(cache.get(key("b"), finding("new"))).contains("new");
    store.close();
    sharing(key("c"), Optional.of("ours"));
    try (Caches stranger =
        Caches.shared(
            connected(store()),
            SealingKey.derivedFrom("another secret", "tests"),
            metrics,
            time.clocks())) {
      assertThat(
              stranger
                  .create(CacheSettings.of(name, KNOWN, ABSENT, 10), TEXT)
                  .get(key("c"), finding("theirs")))
          .contains("theirs");
    }
  }

  @Test
  void answersWhileTheStoreIsAway() {
    try (Caches alone = Caches.shared(storeThatIsAway(), KEY, metrics, time.clocks())) {
      Cache<String> cache = alone.create(CacheSettings.of(name, KNOWN, ABSENT, 10), TEXT);
      assertThat(cache.get(key("a"), finding("one"))).contains("one");
      assertThat(cache.get(key("a"), finding("two"))).contains("one");
      cache.forget(key("a"));
      cache.forgetIf("one"::equals);
      cache.forgetOrganization("shop");
      cache.forgetAll();
      assertThat(cache.get(key("a"), finding("two"))).contains("two");
      assertThat(alone.state()).isEqualTo(Caches.State.AWAY);
      assertThat(metrics.get("cache.shared.failures").counter().count()).isPositive();
    }
  }

  @Test
  void leavesAFailingStoreAloneForAWhile() {
    Caches instance = instance();
    Cache<String> cache = instance.create(CacheSettings.of(name, KNOWN, ABSENT, 1_000), TEXT);
    spied.fail(true);
    for (int i = 0; i < 50; i++) {
      assertThat(cache.get(key("a" + i), finding("one"))).contains("one");
    }
    assertThat(spied.failures()).isEqualTo(1);
    assertThat(instance.state()).isEqualTo(Caches.State.AWAY);
    spied.fail(false);
    time.pass(Duration.ofSeconds(1));
    assertThat(cache.get(key("b"), finding("two"))).contains("two");
    assertThat(instance.state()).isEqualTo(Caches.State.SHARED);
    instance.close();
  }

  @Test
  void theStoreKeepsReplacesAndRemoves() {
    CacheStore store = connected(store());
    String prefix = "crow:cache:test:" + name + ":";
    byte[] binary = {0, 1, (byte) 0xFF, (byte) 0x80, '\r', '\n'};
    assertThat(store.get(prefix + "a")).isEmpty();
    store.put(prefix + "a", new byte[] {1}, KNOWN);
    store.put(prefix + "a", binary, KNOWN);
    assertThat(store.get(prefix + "a")).contains(binary);
    store.remove(prefix + "a");
    store.remove(prefix + "a");
    assertThat(store.get(prefix + "a")).isEmpty();
    store.close();
  }

  @Test
  void theStoreRemovesWhatBeginsAlikeAndNothingElse() {
    CacheStore store = connected(store());
    String prefix = "crow:cache:test:" + name;
    for (int i = 0; i < 1_100; i++) {
      store.put(prefix + ":many:" + i, new byte[] {1}, KNOWN);
    }
    store.put(prefix + ":man:y", new byte[] {2}, KNOWN);
    store.removeAll(prefix + ":many:");
    assertThat(store.get(prefix + ":many:0")).isEmpty();
    assertThat(store.get(prefix + ":many:1099")).isEmpty();
    assertThat(store.get(prefix + ":man:y")).isPresent();
    store.remove(prefix + ":man:y");
    store.close();
  }
}
