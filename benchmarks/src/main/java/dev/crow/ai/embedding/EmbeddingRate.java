package dev.crow.ai.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Texts a second through the embedding model with one thread, against the bare ONNX runtime with
 * one thread on the same tokens, in turns: what splitting into words, pooling and handing over to a
 * thread cost. It is in this package because only the model knows how it splits.
 */
public final class EmbeddingRate {

  private static final int ROUNDS = 4;
  private static final int MOST_TOKENS = 256;

  private EmbeddingRate() {}

  /**
   * @param texts what to embed
   * @throws Exception if the runtime fails
   */
  public static void measure(List<String> texts) throws Exception {
    try (MiniLmNetwork network = MiniLmNetwork.load();
        MiniLmEmbeddingModel model = new MiniLmEmbeddingModel(network, 1);
        Bare bare = Bare.load()) {
      List<int[]> tokens = texts.stream().map(text -> network.tokens(text, MOST_TOKENS)).toList();
      double through = 0;
      double alone = 0;
      for (int round = 0; round <= ROUNDS; round++) {
        double ours = perSecond(texts, text -> model.embed(text).content());
        double runtime = perSecond(tokens, bare::run);
        through += round == 0 ? 0 : ours / ROUNDS;
        alone += round == 0 ? 0 : runtime / ROUNDS;
      }
      System.out.printf(
          Locale.ROOT,
          "embedding: %.0f texts/s of %.0f tokens, the bare runtime %.0f: %.0f %%%n",
          through,
          tokens.stream().mapToInt(text -> text.length).average().orElseThrow(),
          alone,
          100 * through / alone);
    }
  }

  private interface Work<T> {
    Object on(T input) throws Exception;
  }

  private static <T> double perSecond(List<T> inputs, Work<T> work) throws Exception {
    long began = System.nanoTime();
    for (T input : inputs) {
      Objects.requireNonNull(work.on(input));
    }
    return inputs.size() * 1e9 / (System.nanoTime() - began);
  }

  /**
   * The runtime as its own documentation opens it, with one thread. It feeds the network by itself,
   * or what the model's own feeding costs would be on both sides.
   */
  private record Bare(OrtEnvironment environment, OrtSession session) implements AutoCloseable {

    static Bare load() throws IOException, OrtException {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (InputStream network =
              Objects.requireNonNull(
                  EmbeddingRate.class.getResourceAsStream("/all-minilm-l6-v2-q.onnx"));
          OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(1);
        return new Bare(environment, environment.createSession(network.readAllBytes(), options));
      }
    }

    Object run(int[] text) throws OrtException {
      long[] ids = Arrays.stream(text).asLongStream().toArray();
      long[] mask = new long[text.length];
      Arrays.fill(mask, 1);
      try (OnnxTensor idTensor = row(ids);
          OnnxTensor maskTensor = row(mask);
          OnnxTensor typeTensor = row(new long[text.length]);
          OrtSession.Result result =
              session.run(
                  Map.of(
                      "input_ids", idTensor,
                      "attention_mask", maskTensor,
                      "token_type_ids", typeTensor))) {
        return result.size();
      }
    }

    private OnnxTensor row(long[] values) throws OrtException {
      return OnnxTensor.createTensor(
          environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    @Override
    public void close() throws OrtException {
      session.close();
    }
  }
}
