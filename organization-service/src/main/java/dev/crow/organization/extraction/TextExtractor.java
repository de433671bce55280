package dev.crow.organization.extraction;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gets the text of a document from a process of its own. Safe for any number of threads; each call
 * is a process.
 */
public final class TextExtractor {

  /** The JVM's own, when it ends for want of memory. */
  private static final int OUT_OF_MEMORY = 3;

  /** A character takes six in JSON at worst, and each block some words around it. */
  private static final int BYTES_PER_CHARACTER = 8;

  private final ExtractionProperties properties;
  private final JsonMapper json;

  TextExtractor(ExtractionProperties properties, JsonMapper json) {
    this.properties = properties;
    this.json = json;
  }

  /**
   * @param file stays as it is
   * @param type as which it was announced
   * @return its blocks in order, at least one
   * @throws DocumentRefusedException if it cannot be read, or must not
   * @throws InterruptedException if told to stop; the process is then ended
   */
  public List<Block> extract(Path file, DocumentType type) throws InterruptedException {
    Process process = start(file, type);
    try {
      CompletableFuture<byte[]> output = output(process);
      if (!process.waitFor(properties.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        throw Refusals.tooSlow(properties.timeout().toSeconds());
      }
      return switch (process.exitValue()) {
        case 0 -> blocks(output.get());
        case OUT_OF_MEMORY -> throw Refusals.tooCostly();
        default ->
            throw new IllegalStateException(
                "The reading process ended with " + process.exitValue());
      };
    } catch (ExecutionException e) {
      throw new IllegalStateException("The reading process gave no answer", e.getCause());
    } finally {
      process.destroyForcibly();
    }
  }

  private List<Block> blocks(byte[] answer) {
    Reading reading;
    try {
      reading = json.readValue(answer, Reading.class);
    } catch (JacksonException e) {
      throw new IllegalStateException("The reading process gave half an answer", e);
    }
    if (reading.problem() != null) {
      throw new DocumentRefusedException(
          reading.problem(), Objects.requireNonNull(reading.detail(), "says why"));
    }
    return reading.blocks();
  }

  private CompletableFuture<byte[]> output(Process process) {
    int most = properties.maxText() * BYTES_PER_CHARACTER;
    return CompletableFuture.supplyAsync(
        () -> {
          try (InputStream out = process.getInputStream()) {
            return out.readNBytes(most);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        task -> Thread.ofVirtual().start(task));
  }

  private Process start(Path file, DocumentType type) {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + properties.memory().toMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                "-Djava.io.tmpdir=" + file.toAbsolutePath().getParent(),
                // A second lock on the door: Tika's readers ask for no entity anyway.
                "-Djavax.xml.accessExternalDTD=",
                "-Djavax.xml.accessExternalSchema=",
                "-Djavax.xml.accessExternalStylesheet=",
                "-cp",
                System.getProperty("java.class.path"),
                ExtractorProcess.class.getName(),
                file.toAbsolutePath().toString(),
                type.name(),
                Integer.toString(properties.maxText()))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    // Nothing of the service's own environment, where its secrets are, is a document's business.
    builder.environment().keySet().retainAll(List.of("PATH", "LANG", "LC_ALL"));
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException("The reading process cannot be started", e);
    }
  }
}
