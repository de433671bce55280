package dev.crow.security;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Turns {@code crow.security.mtls.enabled} into Boot's own settings: the SSL bundle {@value
 * ServiceCertificate#BUNDLE} for this service's clients, and, for a service that others call, a
 * server that asks for a client certificate. As the last source, explicit settings override them;
 * where a bundle of that name is configured, no development certificates are made.
 */
final class MutualTlsDefaults implements EnvironmentPostProcessor, Ordered {

  static final String ENABLED = "crow.security.mtls.enabled";

  /** Set by this class where it made the certificates. */
  static final String DEVELOPMENT = "crow.security.mtls.development-certificates";

  private static final String PEM = "spring.ssl.bundle.pem." + ServiceCertificate.BUNDLE + ".";
  private static final String JKS = "spring.ssl.bundle.jks." + ServiceCertificate.BUNDLE + ".";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    if (!environment.getProperty(ENABLED, Boolean.class, false)) {
      return;
    }
    Map<String, Object> defaults = new HashMap<>();
    if (!environment.containsProperty(PEM + "keystore.certificate")
        && !environment.containsProperty(JKS + "keystore.location")) {
      Path own = issue(environment);
      defaults.put(DEVELOPMENT, own.toString());
      defaults.put(PEM + "keystore.certificate", "file:" + own);
      defaults.put(PEM + "keystore.private-key", "file:" + own);
      defaults.put(PEM + "truststore.certificate", "file:" + certificates(environment).authority());
      defaults.put(PEM + "reload-on-update", "true");
      defaults.put(PEM + "options.enabled-protocols", "TLSv1.3");
    }
    // The gateway guards itself: its callers are browsers, which have no certificates.
    if (environment.getProperty("crow.security.enabled", Boolean.class, false)) {
      defaults.put("server.ssl.bundle", ServiceCertificate.BUNDLE);
      defaults.put("server.ssl.client-auth", "need");
    }
    environment.getPropertySources().addLast(new MapPropertySource("crow-mtls", defaults));
  }

  static Path issue(Environment environment) {
    return certificates(environment)
        .issue(environment.getRequiredProperty("spring.application.name"));
  }

  private static DevelopmentCertificates certificates(Environment environment) {
    return DevelopmentCertificates.in(
        Path.of(environment.getProperty("crow.data-dir", "data")), Clock.systemUTC());
  }

  /** After the configuration files are read. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
