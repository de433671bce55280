package dev.crow.interaction.erasure;

import dev.crow.security.SecretFile;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {

  /** The key belongs in the backup: without it nobody erased is recognized any more. */
  @Bean
  ErasureList erasureList(JdbcClient jdbc, Environment environment) {
    Path folder = Path.of(environment.getProperty("crow.data-dir", "data"), "interaction");
    String key = SecretFile.readOrCreate(folder, "erasure-key", SecretFile::random);
    return new ErasureList(jdbc, key, Clock.systemUTC());
  }
}
