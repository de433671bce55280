package dev.crow.user.picture;

import dev.crow.images.ImageVariants;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PictureConfiguration {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Bean
  ImageVariants imageVariants() {
    return new ImageVariants(PATIENCE);
  }
}
