package dev.crow.auth.seal;

import dev.crow.security.Seal;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class SealConfiguration {

  /** Its key is in {@code auth/seal.key} of the data folder. */
  @Bean
  Seal seal(Environment environment) {
    return Seal.in(Path.of(environment.getProperty("crow.data-dir", "data"), "auth"));
  }
}
