package dev.crow.security;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** A service behind the gateway: open paths, paths for services, and everything else by token. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("crow.security.enabled")
class ResourceServiceConfiguration implements WebMvcConfigurer {

  private static final String[] OPEN = {
    "/actuator/health/**",
    "/actuator/info",
    "/actuator/prometheus",
    "/v3/api-docs/**",
    "/v3/api-docs.yaml"
  };

  private final ObjectProvider<RefusalReports> reports;

  ResourceServiceConfiguration(ObjectProvider<RefusalReports> reports) {
    this.reports = reports;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(
        new PermissionInterceptor(
            (caller, operation, requestId) ->
                reports.ifAvailable(told -> told.add(caller, operation, requestId))));
  }

  @Bean
  @ConditionalOnBean(AccessDenials.class)
  RefusalReports refusalReports(AccessDenials listener) {
    return new RefusalReports(listener);
  }

  @Bean
  @ConditionalOnMissingBean(InternalTokenVerifier.class)
  JwksKeySource jwksKeySource(SecurityProperties properties, ObjectProvider<SslBundles> bundles) {
    return properties.mtls().enabled()
        ? JwksKeySource.over(bundles.getObject(), properties.keysUri(), Clock.systemUTC())
        : new JwksKeySource(properties.keysUri(), Clock.systemUTC());
  }

  /** Behind the request id and before everything that reads more of a request. */
  @Bean
  @ConditionalOnBooleanProperty("crow.security.mtls.enabled")
  FilterRegistrationBean<ServiceCertificateFilter> serviceCertificates(
      SecurityProperties properties, JsonMapper json) {
    FilterRegistrationBean<ServiceCertificateFilter> filter =
        new FilterRegistrationBean<>(
            new ServiceCertificateFilter(properties.mtls().services(), json));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return filter;
  }

  @Bean
  @ConditionalOnMissingBean(InternalTokenVerifier.class)
  InternalTokenVerifier internalTokenVerifier(
      SecurityProperties properties, JwksKeySource keys, Environment environment) {
    String audience =
        properties.audience() != null
            ? properties.audience()
            : environment.getRequiredProperty("spring.application.name");
    return new JwtInternalTokenVerifier(
        audience, properties.allowUnlimitedTokens(), keys, Clock.systemUTC());
  }

  @Bean
  @Order(1)
  SecurityFilterChain openPaths(HttpSecurity http, SecurityProperties properties) {
    String[] paths =
        Stream.concat(Stream.of(OPEN), properties.openPaths().stream()).toArray(String[]::new);
    return HttpRules.stateless(http.securityMatcher(paths))
        .authorizeHttpRequests(all -> all.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain internalPaths(HttpSecurity http, ServiceSecret secret, JsonMapper json) {
    return HttpRules.stateless(http.securityMatcher("/internal/**"))
        .addFilterBefore(new ServiceSecretFilter(secret, json), AuthorizationFilter.class)
        .authorizeHttpRequests(all -> all.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain tokenPaths(
      HttpSecurity http, InternalTokenVerifier verifier, JsonMapper json) {
    return HttpRules.stateless(http)
        .addFilterBefore(new BearerTokenFilter(verifier, json), AuthorizationFilter.class)
        .authorizeHttpRequests(
            all ->
                // Later dispatches of a request that was let in, such as the one to /error.
                all.dispatcherTypeMatchers(
                        DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .build();
  }
}
