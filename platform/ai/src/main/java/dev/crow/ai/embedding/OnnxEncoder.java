package dev.crow.ai.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Runs the encoder network on one text and pools its output: the mean over the tokens, scaled to
 * length one. Every call runs on its caller's thread alone; safe for several callers at once.
 *
 * <p>One text per run is on purpose: the network is dynamically quantised, its scales span whatever
 * runs together, and in a batch of 32 a vector moved to a cosine of 0.976 from itself (measured). A
 * vector must not depend on its neighbours, and batches were at most a quarter faster.
 */
final class OnnxEncoder implements AutoCloseable {

  private final OrtEnvironment environment;
  private final OrtSession session;

  OnnxEncoder(Path network) throws OrtException {
    environment = OrtEnvironment.getEnvironment();
    environment.setTelemetry(false);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      // Without an arena the buffers of a long text go back to the system when it is done.
      options.addCPU(false);
      session = environment.createSession(network.toString(), options);
    }
  }

  /** Returns the vector, of length one, of a text given as its token ids (at least one). */
  float[] encode(int[] text) throws OrtException {
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
      return pool(((OnnxTensor) result.get(0)).getFloatBuffer(), text.length);
    }
  }

  private OnnxTensor row(long[] values) throws OrtException {
    return OnnxTensor.createTensor(
        environment, LongBuffer.wrap(values), new long[] {1, values.length});
  }

  private static float[] pool(FloatBuffer output, int tokens) {
    double[] sum = new double[output.remaining() / tokens];
    for (int i = 0; output.hasRemaining(); i = (i + 1) % sum.length) {
      sum[i] += output.get();
    }
    // Scaling to length one makes dividing by the number of tokens superfluous.
    double length = Math.sqrt(Arrays.stream(sum).map(value -> value * value).sum());
    float[] vector = new float[sum.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (sum[i] / length);
    }
    return vector;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
