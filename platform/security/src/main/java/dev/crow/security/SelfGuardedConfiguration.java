package dev.crow.security;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A service that said {@code crow.security.enabled=false} in so many words, as the gateway does:
 * the firewall still holds, the rest is its own work. Where nothing is said, Boot's default stays,
 * which lets nobody in.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "crow.security.enabled", havingValue = "false")
class SelfGuardedConfiguration {

  @Bean
  @ConditionalOnMissingBean
  SecurityFilterChain selfGuarded(HttpSecurity http) {
    return HttpRules.stateless(http)
        .authorizeHttpRequests(all -> all.anyRequest().permitAll())
        .build();
  }
}
