package dev.crow.gateway.limit;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts together with the other gateways, in a store that speaks the Redis protocol. While it is
 * away, each gateway grants its share of every limit from its own memory: callers are neither
 * locked out nor let loose.
 */
final class SharedBuckets implements Buckets, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SharedBuckets.class);
  static final String LOCAL_SHARE = "local share";

  private static final Duration LONGEST_LIFE = Duration.ofDays(2);
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final LocalBuckets local;
  private final int gateways;
  private final Duration timeout;
  private final ClientResources resources =
      ClientResources.builder().reconnectDelay(Delay.constant(Duration.ofSeconds(1))).build();
  private final RedisClient client;
  private final AtomicBoolean connecting = new AtomicBoolean();
  private volatile @Nullable ProxyManager<String> shared;
  private volatile boolean away;
  private volatile long nextTry = System.nanoTime();

  /**
   * @param uri of the store
   * @param timeout for one count; then the store counts as away for a second
   * @param local counts meanwhile
   * @param gateways how many share the limits
   */
  SharedBuckets(RedisURI uri, Duration timeout, LocalBuckets local, int gateways) {
    this.local = local;
    this.gateways = gateways;
    this.timeout = timeout;
    uri.setTimeout(timeout);
    this.client = RedisClient.create(resources, uri);
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .socketOptions(SocketOptions.builder().connectTimeout(Duration.ofSeconds(2)).build())
            .build());
    connect();
  }

  @Override
  public Allowance take(Rule rule, String id) {
    ProxyManager<String> manager = shared;
    if (away && System.nanoTime() - nextTry < 0) {
      return takeShare(rule, id);
    }
    if (manager == null) {
      connectAside();
      return takeShare(rule, id);
    }
    try {
      Allowance allowance =
          Buckets.allowance(
              rule,
              manager
                  .builder()
                  .build(key(rule, id), rule.limit()::configuration)
                  .tryConsumeAndReturnRemaining(1));
      back();
      return allowance;
    } catch (RuntimeException e) {
      gone(e);
      return takeShare(rule, id);
    }
  }

  private Allowance takeShare(Rule rule, String id) {
    return local.take(rule.shareOf(gateways), id);
  }

  /** With the limit itself, so that a changed one starts with full buckets. */
  private static String key(Rule rule, String id) {
    return "crow:limit:1:" + rule.kind() + ":" + rule.policy() + ":" + id;
  }

  private void connectAside() {
    if (connecting.compareAndSet(false, true)) {
      Thread.startVirtualThread(this::connect);
    }
  }

  private void connect() {
    try {
      StatefulRedisConnection<String, byte[]> connection =
          client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
      shared =
          Bucket4jLettuce.casBasedBuilder(connection)
              .requestTimeout(timeout)
              .expirationAfterWrite(
                  ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(LONGEST_LIFE))
              .build();
      away = false;
    } catch (RuntimeException e) {
      gone(e);
    } finally {
      connecting.set(false);
    }
  }

  private void gone(RuntimeException cause) {
    nextTry = System.nanoTime() + PAUSE_NANOS;
    if (!away) {
      log.warn(
          "The store of the limits is away; each gateway grants its share: {}", cause.toString());
    }
    away = true;
  }

  private void back() {
    if (away) {
      log.info("The store of the limits is back");
      away = false;
    }
  }

  @Override
  public String state() {
    return away ? LOCAL_SHARE : "shared";
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
