package dev.crow.vectorindex.lucene;

import dev.crow.vectorindex.VectorIndexes;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Gives a service that sets {@code crow.vector-index.enabled} its {@link VectorIndexes}. */
@AutoConfiguration
@ConditionalOnProperty("crow.vector-index.enabled")
@EnableConfigurationProperties(VectorIndexProperties.class)
public final class CrowVectorIndexAutoConfiguration {

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  VectorIndexes vectorIndexes(VectorIndexProperties properties, Environment environment) {
    Path directory = properties.directory();
    if (directory == null) {
      directory = Path.of(environment.getProperty("crow.data-dir", "data"), "vectors");
    }
    return new LuceneVectorIndexes(
        directory, properties.exactScanLimit(), properties.onModelChange());
  }
}
