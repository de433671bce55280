package dev.crow.notification.seal;

import dev.crow.security.Seal;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class SealConfiguration {

  /**
   * For secrets of webhooks and waiting mails; {@code notification/seal.key} of the data folder.
   */
  @Bean
  Seal seal(Environment environment) {
    return Seal.in(Path.of(environment.getProperty("crow.data-dir", "data"), "notification"));
  }
}
