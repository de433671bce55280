package dev.crow.ai.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Stops an upgrade to a build of ONNX Runtime that reports to its maker: from 1.29.0 the published
 * libraries for Linux do so unless an environment variable forbids it.
 */
class NativeLibraryPrivacyTests {

  @Test
  void carriesNoTelemetryCollector() throws IOException {
    try (InputStream library =
        Objects.requireNonNull(
            OrtEnvironment.class.getResourceAsStream("native/linux-x64/libonnxruntime.so"))) {
      String text = new String(library.readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(text.contains("OrtGetApiBase")).as("the library was read").isTrue();
      assertThat(text.contains("OneCollector")).isFalse();
      assertThat(text.contains("events.data.microsoft.com")).isFalse();
    }
  }
}
