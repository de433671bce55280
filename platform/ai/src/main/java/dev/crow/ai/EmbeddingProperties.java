package dev.crow.ai;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which model turns text into vectors.
 *
 * @param provider {@code minilm} runs offline, in this process
 * @param threads how many texts {@code minilm} may work on at a time, one processor each
 */
@ConfigurationProperties("crow.ai.embedding")
record EmbeddingProperties(
    @DefaultValue("minilm") Provider provider, @DefaultValue("1") int threads) {

  EmbeddingProperties {
    if (threads < 1 || threads > 64) {
      throw new IllegalArgumentException("crow.ai.embedding.threads must be between 1 and 64");
    }
  }

  enum Provider {
    MINILM
  }
}
