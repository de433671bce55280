package dev.crow.testkit.redis;

import com.github.fppt.jedismock.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The Redis named in the environment variable {@code CROW_TEST_REDIS}, else one in this process.
 * Tests use keys of their own, since others may be there.
 */
public final class TestRedis implements AutoCloseable {

  private final String uri;
  private final @Nullable RedisServer own;

  private TestRedis(String uri, @Nullable RedisServer own) {
    this.uri = uri;
    this.own = own;
  }

  /**
   * @return one that answers
   */
  public static TestRedis start() {
    String given = System.getenv("CROW_TEST_REDIS");
    if (given != null) {
      return new TestRedis(given, null);
    }
    try {
      RedisServer server = RedisServer.newRedisServer();
      server.start();
      return new TestRedis("redis://127.0.0.1:" + server.getBindPort(), server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @return its address, such as {@code redis://127.0.0.1:6379}
   */
  public String uri() {
    return uri;
  }

  @Override
  public void close() {
    if (own != null) {
      try {
        own.stop();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
