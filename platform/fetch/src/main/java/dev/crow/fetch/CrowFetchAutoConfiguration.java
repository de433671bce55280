package dev.crow.fetch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** A fetcher for the services that set {@code crow.fetch.enabled}. */
@AutoConfiguration
@ConditionalOnBooleanProperty("crow.fetch.enabled")
@EnableConfigurationProperties(FetchProperties.class)
public final class CrowFetchAutoConfiguration {

  private static final Logger log = LoggerFactory.getLogger(CrowFetchAutoConfiguration.class);

  @Bean
  @ConditionalOnMissingBean
  Fetcher fetcher(FetchProperties properties) {
    if (!properties.allowedHosts().isEmpty()) {
      log.warn(
          "Hosts that need not be public may be fetched from: {}. This is for development only.",
          properties.allowedHosts());
    }
    return Fetchers.guarded(properties, Names.SYSTEM);
  }
}
