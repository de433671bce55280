package dev.crow.analytics.trends;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much a question may cost.
 *
 * @param mostSessions that one funnel looks at
 */
@ConfigurationProperties("crow.analytics.funnels")
record TrendsProperties(@DefaultValue("200000") int mostSessions) {

  /** Refuses what could never work. */
  TrendsProperties {
    if (mostSessions < 1) {
      throw new IllegalArgumentException("crow.analytics.funnels.most-sessions must be at least 1");
    }
  }
}
