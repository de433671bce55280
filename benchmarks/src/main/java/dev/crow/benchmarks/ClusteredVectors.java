package dev.crow.benchmarks;

import dev.crow.vectorindex.VectorDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Vectors in clusters, as embeddings of real texts are, and the slow and certain way to search. */
final class ClusteredVectors {

  static final int DIMENSIONS = 384;
  private static final double SPREAD = 0.5;

  private ClusteredVectors() {}

  /** Of length one; equal seeds give equal vectors. */
  static List<float[]> make(int count, int clusters, long seed) {
    Random random = new Random(seed);
    List<float[]> centres = new ArrayList<>();
    for (int i = 0; i < clusters; i++) {
      centres.add(around(random, new float[DIMENSIONS], 1));
    }
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      vectors.add(unit(around(random, centres.get(random.nextInt(clusters)), SPREAD)));
    }
    return vectors;
  }

  private static float[] around(Random random, float[] centre, double spread) {
    float[] vector = new float[centre.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (centre[i] + spread * random.nextGaussian());
    }
    return vector;
  }

  private static float[] unit(float[] vector) {
    double length = Math.sqrt(dot(vector, vector));
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) length;
    }
    return vector;
  }

  static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private record Scored(String id, double score) {}

  static List<String> nearest(List<VectorDocument> documents, float[] query, int count) {
    return documents.stream()
        .map(document -> new Scored(document.id(), dot(document.vector(), query)))
        .sorted(Comparator.comparingDouble(Scored::score).reversed())
        .limit(count)
        .map(Scored::id)
        .toList();
  }
}
