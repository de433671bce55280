package dev.crow.vectorindex.vectorize;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which Cloudflare account the indexes are in.
 *
 * @param accountId the account's 32 hexadecimal digits
 * @param apiToken a token with the permission {@code Vectorize: Edit}
 * @param endpoint the API's base
 * @param timeout of one call
 * @param awaitWrites whether a write returns only when it can be found, which takes seconds
 * @param awaitTimeout for how long at most
 */
@ConfigurationProperties("crow.vector-index.vectorize")
record VectorizeProperties(
    @DefaultValue("") String accountId,
    @DefaultValue("") String apiToken,
    @DefaultValue("https://api.cloudflare.com/client/v4") URI endpoint,
    @DefaultValue("30s") Duration timeout,
    @DefaultValue("false") boolean awaitWrites,
    @DefaultValue("60s") Duration awaitTimeout) {

  VectorizeProperties {
    if (!accountId.matches("[0-9a-f]{32}")) {
      throw new VectorizeSettingException(
          "crow.vector-index.vectorize.account-id",
          "is not the 32 hexadecimal digits of an account");
    }
    if (apiToken.isBlank()) {
      throw new VectorizeSettingException("crow.vector-index.vectorize.api-token", "is not set");
    }
  }

  @Override
  public String toString() {
    return "VectorizeProperties[accountId=" + accountId + ", endpoint=" + endpoint + "]";
  }
}
