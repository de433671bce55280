package dev.crow.vectorindex.vectorize;

import dev.crow.vectorindex.ModelChange;
import dev.crow.vectorindex.VectorIndexes;
import dev.crow.vectorindex.lucene.CrowVectorIndexAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Gives a service whose {@code crow.vector-index.kind} is {@code vectorize} its indexes there. */
@AutoConfiguration(before = CrowVectorIndexAutoConfiguration.class)
@ConditionalOnProperty("crow.vector-index.enabled")
@ConditionalOnProperty(name = "crow.vector-index.kind", havingValue = "vectorize")
@EnableConfigurationProperties(VectorizeProperties.class)
public final class CrowVectorizeAutoConfiguration {

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  VectorIndexes vectorizeIndexes(VectorizeProperties properties, Environment environment) {
    return new VectorizeVectorIndexes(
        properties.endpoint(),
        properties.accountId(),
        properties.apiToken(),
        properties.timeout(),
        properties.awaitWrites(),
        properties.awaitTimeout(),
        Binder.get(environment)
            .bind("crow.vector-index.on-model-change", ModelChange.class)
            .orElse(ModelChange.REFUSE));
  }
}
