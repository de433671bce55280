package dev.crow.pattern.topics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.Clusterable;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.Well19937c;

/** Divides samples by meaning, and names each part by the words that set it apart. Stateless. */
final class Clusters {

  private static final int FEWEST = 60;
  private static final int MOST = 10;
  private static final int PER_CLUSTER = 30;
  private static final int ROUNDS = 60;
  private static final long SEED = 20_260_302L;
  private static final int WORDS = 3;
  private static final int SHORTEST_WORD = 4;

  /** Words of every description, which set nothing apart. */
  private static final Set<String> COMMON =
      Set.of(
          "visitor", "visit", "they", "then", "that", "with", "from", "after", "about", "their",
          "this", "were", "was", "the", "came", "looked", "left", "went", "also", "next", "page",
          "pages", "minutes", "minute", "seconds", "second", "without", "once", "where", "other",
          "more", "times", "some", "which", "before", "and", "into", "again", "while");

  private Clusters() {}

  /** One part: what sets it apart, and who is in it. */
  record Topic(String name, List<Sample> members) {}

  @SuppressWarnings("ArrayRecordComponent") // two points are never compared
  private record Point(Sample sample, double[] place) implements Clusterable {

    static Point of(Sample sample) {
      double[] place = new double[sample.vector().length];
      for (int i = 0; i < place.length; i++) {
        place[i] = sample.vector()[i];
      }
      return new Point(sample, place);
    }

    @Override
    public double[] getPoint() {
      return place;
    }
  }

  /** Empty where there are too few samples; else the same for the same samples in their order. */
  static List<Topic> of(List<Sample> samples) {
    int different = (int) samples.stream().map(Sample::description).distinct().count();
    if (samples.size() < FEWEST || different < 2) {
      return List.of();
    }
    int number = Math.clamp(samples.size() / PER_CLUSTER, 2, Math.min(MOST, different));
    List<CentroidCluster<Point>> clusters =
        new KMeansPlusPlusClusterer<Point>(
                number, ROUNDS, new EuclideanDistance(), new Well19937c(SEED))
            .cluster(samples.stream().map(Point::of).toList());
    List<List<Sample>> parts =
        clusters.stream()
            .map(cluster -> cluster.getPoints().stream().map(Point::sample).toList())
            .filter(part -> !part.isEmpty())
            .toList();
    return named(parts);
  }

  private static List<Topic> named(List<List<Sample>> parts) {
    List<Map<String, Long>> counts = parts.stream().map(Clusters::words).toList();
    Map<String, Long> everywhere = new HashMap<>();
    counts.forEach(own -> own.forEach((word, n) -> everywhere.merge(word, n, Long::sum)));
    long all = parts.stream().mapToLong(List::size).sum();
    Map<String, Topic> topics = new HashMap<>();
    List<Topic> inOrder = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      String name = name(counts.get(i), parts.get(i).size(), everywhere, all);
      Topic same = topics.get(name);
      List<Sample> members = new ArrayList<>(same == null ? List.of() : same.members());
      members.addAll(parts.get(i));
      inOrder.remove(same);
      Topic topic = new Topic(name, List.copyOf(members));
      topics.put(name, topic);
      inOrder.add(topic);
    }
    return inOrder.stream()
        .filter(topic -> !topic.name().isEmpty())
        .sorted(Comparator.comparing(Topic::name))
        .toList();
  }

  /** In how many of the descriptions each word stands. */
  private static Map<String, Long> words(List<Sample> part) {
    Map<String, Long> counts = new HashMap<>();
    for (Sample sample : part) {
      Set<String> own = new HashSet<>();
      for (String word : sample.description().toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)) {
        if (word.length() >= SHORTEST_WORD && !COMMON.contains(word)) {
          own.add(word);
        }
      }
      own.forEach(word -> counts.merge(word, 1L, Long::sum));
    }
    return counts;
  }

  /** The words that are much more frequent in the part than elsewhere, in their own order. */
  private static String name(
      Map<String, Long> own, int size, Map<String, Long> everywhere, long all) {
    return own.entrySet().stream()
        .filter(entry -> entry.getValue() * 4 >= size)
        .sorted(
            Comparator.comparingDouble(
                    (Map.Entry<String, Long> entry) ->
                        -score(
                            entry.getValue(),
                            size,
                            everywhere.getOrDefault(entry.getKey(), 1L),
                            all))
                .thenComparing(Map.Entry::getKey))
        .limit(WORDS)
        .map(Map.Entry::getKey)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static double score(long inside, int size, long everywhere, long all) {
    double share = (double) inside / size;
    return share * Math.log(share * all / everywhere + 1);
  }
}
