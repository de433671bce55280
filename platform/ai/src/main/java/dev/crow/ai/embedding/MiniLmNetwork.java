package dev.crow.ai.embedding;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The network and the vocabulary of {@link MiniLmEmbeddingModel}, in memory. It holds no state of a
 * text, so all models of a process may work with one, each on threads of its own.
 */
public final class MiniLmNetwork implements AutoCloseable {

  private final WordPieceTokenizer tokenizer;
  private final OnnxEncoder encoder;

  private MiniLmNetwork(WordPieceTokenizer tokenizer, OnnxEncoder encoder) {
    this.tokenizer = tokenizer;
    this.encoder = encoder;
  }

  /**
   * Loads it: about 0.4 s, 50 MB outside the heap and 6 MB within.
   *
   * @return ready for any number of threads
   * @throws IllegalStateException if the network or this machine's native library cannot be loaded
   */
  public static MiniLmNetwork load() {
    try {
      return new MiniLmNetwork(MiniLmFiles.tokenizer(), MiniLmFiles.encoder());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + MiniLmEmbeddingModel.NAME, e);
    } catch (OrtException | LinkageError e) {
      throw new IllegalStateException("Cannot load " + MiniLmEmbeddingModel.NAME, e);
    }
  }

  /** Returns the ids of the first tokens of a text, at least two and at most so many. */
  int[] tokens(String text, int atMost) {
    return tokenizer.encode(text, atMost);
  }

  float[] encode(int[] tokens) throws OrtException {
    return encoder.encode(tokens);
  }

  /** Frees the memory outside the heap. No model may be working with it any more. */
  @Override
  public void close() {
    try {
      encoder.close();
    } catch (OrtException e) {
      throw new IllegalStateException("Cannot close " + MiniLmEmbeddingModel.NAME, e);
    }
  }
}
