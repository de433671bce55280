package dev.crow.cache;

import dev.crow.cache.redis.RedisCacheStore;
import dev.crow.cache.workerskv.WorkersKvCacheStore;
import jakarta.validation.constraints.AssertTrue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where answers are remembered.
 *
 * @param enabled whether this service has caches
 * @param store {@code embedded} is each instance for itself, in memory; a {@code redis://} or
 *     {@code rediss://} address, or {@code kv://<account id>/<namespace id>}, is all together
 * @param timeout for one call of a shared store; then answers are looked up
 * @param cloudflareToken for Workers KV
 * @param cloudflareTokenFile a file that holds it, instead
 * @param cloudflareEndpoint the API's address
 */
@Validated
@ConfigurationProperties("crow.cache")
record CacheProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue(EMBEDDED) String store,
    @DefaultValue("250ms") Duration timeout,
    @Nullable String cloudflareToken,
    @Nullable Path cloudflareTokenFile,
    @DefaultValue(CLOUDFLARE) URI cloudflareEndpoint) {

  static final String EMBEDDED = "embedded";

  private static final String CLOUDFLARE = "https://api.cloudflare.com/client/v4";
  private static final Pattern KV = Pattern.compile("kv://([0-9a-f]{32})/([0-9a-f]{32})");

  @AssertTrue(
      message =
          "crow.cache.store must be embedded, redis://host:port, rediss://host:port, or"
              + " kv://<account id>/<namespace id>")
  boolean isStoreKnown() {
    return store.equals(EMBEDDED) || isRedis() || isWorkersKv();
  }

  @AssertTrue(
      message =
          "Workers KV needs a token: crow.cache.cloudflare-token, or its file in"
              + " crow.cache.cloudflare-token-file")
  boolean isTokenThere() {
    return !isWorkersKv() || cloudflareToken != null || cloudflareTokenFile != null;
  }

  boolean isRedis() {
    return store.startsWith("redis://") || store.startsWith("rediss://");
  }

  boolean isWorkersKv() {
    return KV.matcher(store).matches();
  }

  /** {@return what the instances share; null if they share nothing} */
  @Nullable CacheStore shared() {
    if (isRedis()) {
      return new RedisCacheStore(store, timeout);
    }
    Matcher kv = KV.matcher(store);
    return kv.matches()
        ? new WorkersKvCacheStore(cloudflareEndpoint, kv.group(1), kv.group(2), token(), timeout)
        : null;
  }

  private String token() {
    if (cloudflareToken != null) {
      return cloudflareToken;
    }
    try {
      return Files.readString(Objects.requireNonNull(cloudflareTokenFile)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("crow.cache.cloudflare-token-file cannot be read", e);
    }
  }

  /** Without addresses and tokens, which are secrets or may hold them. */
  @Override
  public String toString() {
    return "CacheProperties[enabled=" + enabled + "]";
  }
}
