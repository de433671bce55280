package dev.crow.ai.embedding;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;

/** The implementations that ours is measured against, kept from calling home or writing to home. */
final class Reference {

  private Reference() {}

  static void keepOffline() {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("DJL_CACHE_DIR", "target/djl");
  }

  static HuggingFaceTokenizer tokenizer() throws IOException {
    keepOffline();
    try (InputStream file =
        Objects.requireNonNull(
            Reference.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json"))) {
      return HuggingFaceTokenizer.newInstance(
          file, Map.of("padding", "false", "truncation", "false", "modelMaxLength", "512"));
    }
  }
}
