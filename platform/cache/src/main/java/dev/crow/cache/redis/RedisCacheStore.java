package dev.crow.cache.redis;

import dev.crow.cache.CacheStore;
import dev.crow.cache.CacheStoreException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection for all threads. It is made aside, so that no caller waits for it: until it is
 * there, every call fails.
 */
public final class RedisCacheStore implements CacheStore {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final int SCANNED_AT_ONCE = 500;

  private final ClientResources resources =
      ClientResources.builder().reconnectDelay(Delay.constant(Duration.ofSeconds(1))).build();
  private final RedisClient client;
  private final AtomicBoolean connecting = new AtomicBoolean();
  private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;

  /**
   * @param uri {@code redis:} or {@code rediss:}, with a password if the store wants one
   * @param timeout for one command
   * @throws IllegalArgumentException if it is no such address
   */
  public RedisCacheStore(String uri, Duration timeout) {
    RedisURI address = RedisURI.create(uri);
    address.setTimeout(timeout);
    this.client = RedisClient.create(resources, address);
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .socketOptions(SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
            .build());
    connectAside();
  }

  @Override
  public Optional<byte[]> get(String key) {
    return Optional.ofNullable(call(redis -> redis.get(key)));
  }

  @Override
  public void put(String key, byte[] value, Duration keep) {
    call(redis -> redis.set(key, value, SetArgs.Builder.px(Math.max(1, keep.toMillis()))));
  }

  @Override
  public void remove(String key) {
    call(redis -> redis.del(key));
  }

  @Override
  public void removeAll(String prefix) {
    ScanArgs ours = ScanArgs.Builder.matches(prefix + "*").limit(SCANNED_AT_ONCE);
    call(
        redis -> {
          Set<String> found = new HashSet<>();
          ScanCursor cursor = ScanCursor.INITIAL;
          while (!cursor.isFinished()) {
            KeyScanCursor<String> page = redis.scan(cursor, ours);
            found.addAll(page.getKeys());
            cursor = page;
          }
          found.forEach(redis::del);
          return null;
        });
  }

  private <T> @Nullable T call(Function<RedisCommands<String, byte[]>, @Nullable T> command) {
    StatefulRedisConnection<String, byte[]> present = connection;
    if (present == null) {
      connectAside();
      throw new CacheStoreException("Redis is not connected", null, null);
    }
    try {
      return command.apply(present.sync());
    } catch (RuntimeException e) {
      throw new CacheStoreException("Redis did not answer as it should: " + e, null, e);
    }
  }

  private void connectAside() {
    if (connecting.compareAndSet(false, true)) {
      Thread.startVirtualThread(
          () -> {
            try {
              connection =
                  client.connect(RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE));
            } catch (RuntimeException _) {
              // The call that finds no connection tells, and has it tried again.
            } finally {
              connecting.set(false);
            }
          });
    }
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
