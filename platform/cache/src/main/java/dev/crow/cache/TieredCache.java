package dev.crow.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** This instance's memory, and behind it what the instances share, if they do. */
final class TieredCache<V> implements Cache<V> {

  private static final double SHORTEST_PART = 0.8;

  private final CacheSettings<V> settings;
  private final @Nullable Sharing<V> sharing;
  private final Clocks clocks;
  private final CacheMetrics metrics;
  private final Executor asking;
  private final AsyncCache<CacheKey, Outcome<V>> near;

  /**
   * @param sharing null keeps everything here
   * @param asking runs look-ups, so that whoever waits for one can be many
   */
  TieredCache(
      CacheSettings<V> settings,
      @Nullable Sharing<V> sharing,
      Clocks clocks,
      CacheMetrics metrics,
      Executor asking) {
    this.settings = settings;
    this.sharing = sharing;
    this.clocks = clocks;
    this.metrics = metrics;
    this.asking = asking;
    this.near =
        Caffeine.newBuilder()
            .maximumSize(settings.maxEntries())
            .expireAfter(Expiry.creating((CacheKey _, Outcome<V> outcome) -> left(outcome)))
            .ticker(clocks.ticker())
            .executor(asking)
            .buildAsync();
    metrics.countEntries(near.synchronous());
  }

  @Override
  public Optional<V> get(CacheKey key, Supplier<Optional<V>> lookUp) {
    CompletableFuture<Outcome<V>> known = near.getIfPresent(key);
    if (known != null && isOver(known)) {
      near.asMap().remove(key, known);
      known = null;
    }
    if (known != null) {
      metrics.hit();
    } else {
      metrics.missed();
      known = ask(key, lookUp);
    }
    return switch (known.join()) {
      case Outcome.Known<V>(Entry<V> entry) -> entry.value();
      case Outcome.Failed<V>(RuntimeException failure) -> throw failure;
    };
  }

  /**
   * The question is there to be forgotten before it is asked, else its answer might escape that.
   */
  private CompletableFuture<Outcome<V>> ask(CacheKey key, Supplier<Optional<V>> lookUp) {
    CompletableFuture<Outcome<V>> own = new CompletableFuture<>();
    CompletableFuture<Outcome<V>> others = near.asMap().putIfAbsent(key, own);
    if (others != null) {
      return others;
    }
    asking.execute(
        () -> {
          try {
            own.complete(outcome(key, lookUp));
          } finally {
            // Has an effect only where an error went through.
            own.complete(new Outcome.Failed<>(new IllegalStateException("Cut short")));
          }
        });
    return own;
  }

  /**
   * For the moment in which the memory has an outcome, and not yet its end; and for a clock that
   * was set forward, past the end of what is good until some time of day.
   */
  private boolean isOver(CompletableFuture<Outcome<V>> known) {
    return known.isDone()
        && switch (known.join()) {
          case Outcome.Known<V>(Entry<V> entry) -> !entry.until().isAfter(clocks.wall().instant());
          case Outcome.Failed<V> _ -> true;
        };
  }

  private Outcome<V> outcome(CacheKey key, Supplier<Optional<V>> lookUp) {
    try {
      return new Outcome.Known<>(find(key, lookUp));
    } catch (RuntimeException e) {
      return new Outcome.Failed<>(e);
    }
  }

  private Entry<V> find(CacheKey key, Supplier<Optional<V>> lookUp) {
    if (sharing == null) {
      return lookUp(lookUp);
    }
    Optional<Entry<V>> shared = sharing.get(key);
    if (shared.isPresent()) {
      metrics.sharedHit();
      return shared.get();
    }
    metrics.sharedMissed();
    Entry<V> found = lookUp(lookUp);
    asking.execute(() -> sharing.put(key, found));
    return found;
  }

  private Entry<V> lookUp(Supplier<Optional<V>> lookUp) {
    Instant asked = clocks.wall().instant();
    Optional<V> value = lookUp.get();
    return new Entry<>(value, asked, clocks.wall().instant().plus(lifetime(value)));
  }

  private Duration lifetime(Optional<V> value) {
    Duration longest = value.isPresent() ? settings.known() : settings.absent();
    double part = ThreadLocalRandom.current().nextDouble(SHORTEST_PART, 1);
    Duration lifetime = Duration.ofNanos((long) (longest.toNanos() * part));
    Duration good = value.map(settings.atMost()).orElse(lifetime);
    return good.compareTo(lifetime) < 0 ? good : lifetime;
  }

  /**
   * Another instance's clock may differ, and no entry lives longer than this one's settings say.
   */
  private Duration left(Outcome<V> outcome) {
    if (!(outcome instanceof Outcome.Known<V>(Entry<V> entry))) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(clocks.wall().instant(), entry.until());
    Duration longest = entry.value().isPresent() ? settings.known() : settings.absent();
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(longest) < 0 ? left : longest;
  }

  @Override
  public Optional<V> atHand(CacheKey key) {
    CompletableFuture<Outcome<V>> known = near.getIfPresent(key);
    return known != null
            && known.isDone()
            && !isOver(known)
            && known.join() instanceof Outcome.Known<V>(Entry<V> entry)
        ? entry.value()
        : Optional.empty();
  }

  @Override
  public void forget(CacheKey key) {
    if (sharing != null) {
      sharing.forget(key);
    }
    near.asMap().remove(key);
  }

  @Override
  public void forgetIf(Predicate<V> ended) {
    if (sharing != null) {
      sharing.forgetIf(ended);
    }
    near.asMap()
        .forEach(
            (key, future) -> {
              if (!future.isDone() || holds(future.join(), ended)) {
                near.asMap().remove(key, future);
              }
            });
  }

  private static <V> boolean holds(Outcome<V> outcome, Predicate<V> which) {
    return outcome instanceof Outcome.Known<V>(Entry<V> entry)
        && entry.value().filter(which).isPresent();
  }

  @Override
  public void forgetAll() {
    if (sharing != null) {
      sharing.forgetAll();
    }
    near.asMap().clear();
  }

  @Override
  public void forgetOrganization(String organizationId) {
    if (sharing != null) {
      sharing.forgetOrganization(organizationId);
    }
    near.asMap().keySet().removeIf(key -> key.organizationId().equals(organizationId));
  }
}
