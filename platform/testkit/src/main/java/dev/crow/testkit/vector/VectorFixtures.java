package dev.crow.testkit.vector;

import dev.crow.vectorindex.VectorDocument;
import dev.crow.vectorindex.VectorMatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** Documents and vectors for tests, and the slow and certain way to search them. */
public final class VectorFixtures {

  /** When documents happened, unless a test says otherwise. */
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private VectorFixtures() {}

  /**
   * A vector of the given length that points along one axis, a little (0 to 1) towards the next.
   */
  public static float[] axis(int dimensions, int axis, double tilt) {
    float[] vector = new float[dimensions];
    vector[axis] = 1;
    vector[(axis + 1) % dimensions] = (float) tilt;
    return vector;
  }

  /** A document without metadata, of {@link #NOON}. */
  public static VectorDocument document(
      String organization, String id, float[] vector, String text) {
    return new VectorDocument(organization, id, vector, text, Map.of(), NOON);
  }

  /** Vectors in clusters, as embeddings of real texts are; equal seeds give equal vectors. */
  public static List<float[]> clustered(int count, int dimensions, int clusters, long seed) {
    Random random = new Random(seed);
    List<float[]> centres = new ArrayList<>();
    for (int i = 0; i < clusters; i++) {
      centres.add(noise(random, new float[dimensions], 1));
    }
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      vectors.add(noise(random, centres.get(random.nextInt(clusters)), 0.5));
    }
    return vectors;
  }

  private static float[] noise(Random random, float[] centre, double amount) {
    float[] vector = new float[centre.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (centre[i] + amount * random.nextGaussian());
    }
    return vector;
  }

  /** The ids of the nearest documents that a filter lets through, by comparing with every one. */
  public static List<String> bruteForce(
      List<VectorDocument> documents, Predicate<VectorDocument> filter, float[] query, int topK) {
    return documents.stream()
        .filter(filter)
        .sorted(
            Comparator.comparingDouble(
                (VectorDocument document) -> -cosine(document.vector(), query)))
        .limit(topK)
        .map(VectorDocument::id)
        .toList();
  }

  /** The cosine of the angle between two vectors. */
  public static double cosine(float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(aa * bb);
  }

  /** The ids of matches, in their order. */
  public static List<String> ids(List<VectorMatch> matches) {
    return matches.stream().map(VectorMatch::id).toList();
  }
}
