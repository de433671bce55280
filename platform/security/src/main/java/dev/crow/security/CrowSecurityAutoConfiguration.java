package dev.crow.security;

import java.nio.file.Path;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Guards the HTTP services that set {@code crow.security.enabled}. The {@link ServiceSecret} is
 * offered whether it is true or false, since both kinds of service call others.
 */
@AutoConfiguration(
    before = {
      ServletWebSecurityAutoConfiguration.class,
      ManagementWebSecurityAutoConfiguration.class,
      UserDetailsServiceAutoConfiguration.class
    })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Conditional(CrowSecurityAutoConfiguration.OnChoice.class)
@EnableConfigurationProperties(SecurityProperties.class)
@Import({ResourceServiceConfiguration.class, SelfGuardedConfiguration.class})
public final class CrowSecurityAutoConfiguration {

  @Bean
  ServiceSecret serviceSecret(SecurityProperties properties, Environment environment) {
    return ServiceSecret.load(
        properties.serviceSecret(), Path.of(environment.getProperty("crow.data-dir", "data")));
  }

  @Bean
  RequestRejectedHandler rejectedRequests(JsonMapper json) {
    return new RejectedRequests(json);
  }

  /** An observation around each filter costs more than the filters do. */
  @Bean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  HttpFirewall httpFirewall() {
    return Firewall.create();
  }

  /** Nobody logs in by password here; without this bean, Boot makes a user and logs a password. */
  @Bean
  AuthenticationManager noPasswords() {
    return _ -> {
      throw new ProviderNotFoundException("Passwords are not accepted here");
    };
  }

  /** Keeps the certificate of a service that runs for months. */
  @Bean
  @ConditionalOnBooleanProperty(MutualTlsDefaults.ENABLED)
  @ConditionalOnProperty(MutualTlsDefaults.DEVELOPMENT)
  CertificateRenewal certificateRenewal(Environment environment) {
    return new CertificateRenewal(() -> MutualTlsDefaults.issue(environment));
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(GlobalOperationCustomizer.class)
  static class Documentation {

    @Bean
    PermissionDocumentation permissionDocumentation() {
      return new PermissionDocumentation();
    }
  }

  static final class OnChoice implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return context.getEnvironment().containsProperty("crow.security.enabled");
    }
  }
}
