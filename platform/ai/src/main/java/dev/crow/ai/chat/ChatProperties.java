package dev.crow.ai.chat;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which model writes texts; without one, whatever works by rules does.
 *
 * @param provider {@code none} or {@code gemini}
 * @param model name of the model, as the provider calls it
 * @param apiKey the provider's key; may be absent behind a gateway that holds it
 * @param baseUrl where the provider answers; a proxy or a test double stands there as well
 * @param timeout of one call
 * @param thinking {@code minimal}, {@code low}, {@code medium} or {@code high}; null leaves it to
 *     the model
 * @param inputPrice US dollars for a million tokens read
 * @param outputPrice US dollars for a million tokens written or thought
 * @param gateway a Cloudflare AI Gateway in between
 */
@ConfigurationProperties("crow.ai.chat")
public record ChatProperties(
    @DefaultValue("none") Provider provider,
    @DefaultValue("gemini-3.5-flash-lite") String model,
    @Nullable String apiKey,
    @DefaultValue("https://generativelanguage.googleapis.com") String baseUrl,
    @DefaultValue("30s") Duration timeout,
    @Nullable String thinking,
    @DefaultValue("0.30") BigDecimal inputPrice,
    @DefaultValue("2.50") BigDecimal outputPrice,
    @DefaultValue Gateway gateway) {

  /** Refuses prices and times that make no sense. */
  public ChatProperties {
    if (inputPrice.signum() < 0 || outputPrice.signum() < 0) {
      throw new IllegalArgumentException("crow.ai.chat prices must not be negative");
    }
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException("crow.ai.chat.timeout must be within ten minutes");
    }
  }

  /** The key is left out. */
  @Override
  public String toString() {
    return "ChatProperties[" + provider + ", " + model + "]";
  }

  /** Who runs the model. */
  public enum Provider {
    NONE,
    GEMINI
  }

  /**
   * A Cloudflare AI Gateway, which caches, logs and limits; used where an account is named.
   *
   * @param account Cloudflare account id
   * @param id of the gateway
   * @param token of an authenticated gateway, or null
   * @param cacheTtl how long equal requests get the same answer; null leaves it to the gateway
   */
  public record Gateway(
      @Nullable String account,
      @DefaultValue("default") String id,
      @Nullable String token,
      @Nullable Duration cacheTtl) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(31);

    /** Refuses what the gateway would. */
    public Gateway {
      if (cacheTtl != null
          && (cacheTtl.compareTo(SHORTEST) < 0 || cacheTtl.compareTo(LONGEST) > 0)) {
        throw new IllegalArgumentException(
            "crow.ai.chat.gateway.cache-ttl must be from a minute to a month");
      }
    }

    boolean isUsed() {
      return account != null && !account.isBlank();
    }

    /** The token is left out. */
    @Override
    public String toString() {
      return "Gateway[" + account + ", " + id + "]";
    }
  }
}
