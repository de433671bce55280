package dev.crow.benchmarks;

import dev.crow.vectorindex.Condition;
import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.MetadataType;
import dev.crow.vectorindex.MetadataValue;
import dev.crow.vectorindex.VectorDocument;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorMatch;
import dev.crow.vectorindex.VectorQuery;
import dev.crow.vectorindex.lucene.LuceneVectorIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The Lucene vector index against plain Lucene and against scans, on the same files in one run:
 * {@code VectorSearch <folder> [documents]}, where the folder is empty or from an earlier run.
 * Vectors are clustered and have 384 dimensions; figures are queries per CPU-second of the calling
 * thread, which does all the work.
 */
final class VectorSearch {

  private static final IndexDefinition DEFINITION =
      new IndexDefinition(
          "bench",
          "bench",
          ClusteredVectors.DIMENSIONS,
          Map.of("source", MetadataType.TEXT, "confidence", MetadataType.NUMBER));
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int QUERIES = 100;
  private static final int BATCH = 1000;
  private static final int TOP = 10;

  private final Path folder;
  private final List<VectorDocument> documents;
  private final List<float[]> queries;

  private VectorSearch(Path folder, int count) {
    this.folder = folder;
    List<float[]> vectors = ClusteredVectors.make(count + QUERIES, count / 100, 7);
    this.queries = vectors.subList(count, count + QUERIES);
    this.documents = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      documents.add(document(i, vectors.get(i)));
    }
  }

  /** Half belong to one organization, a tenth to another, one percent each to forty more. */
  private static VectorDocument document(int i, float[] vector) {
    int part = i % 100;
    String organization = part < 50 ? "half" : part < 60 ? "tenth" : "one-" + part;
    int kind = (i / 100) % 20;
    return new VectorDocument(
        organization,
        "d" + i,
        vector,
        "",
        Map.of(
            "source", MetadataValue.of(kind < 15 ? "web" : kind < 19 ? "social" : "cctv"),
            "confidence", MetadataValue.of(kind / 20.0)),
        START.plusSeconds(i));
  }

  private record Case(
      String name,
      String organization,
      UnaryOperator<VectorQuery> narrowing,
      Predicate<VectorDocument> passes) {}

  private List<Case> cases() {
    Instant late = START.plusSeconds(documents.size() / 2);
    MetadataValue web = MetadataValue.of("web");
    MetadataValue cctv = MetadataValue.of("cctv");
    MetadataValue middle = MetadataValue.of(0.5);
    return List.of(
        new Case("50 % tenant", "half", query -> query, _ -> true),
        new Case("10 % tenant", "tenth", query -> query, _ -> true),
        new Case("1 % tenant", "one-60", query -> query, _ -> true),
        of("$eq 75 %", Condition.equalTo("source", web), has("source", web::equals)),
        of("$eq 5 %", Condition.equalTo("source", cctv), has("source", cctv::equals)),
        of("$ne 25 %", Condition.notEqualTo("source", web), has("source", v -> !v.equals(web))),
        of(
            "$in 80 %",
            Condition.oneOf("source", List.of(web, cctv)),
            has("source", value -> value.equals(web) || value.equals(cctv))),
        of(
            "$nin 20 %",
            Condition.noneOf("source", List.of(web, cctv)),
            has("source", value -> !value.equals(web) && !value.equals(cctv))),
        of("$lt 50 %", Condition.less("confidence", middle), below(0.5, false)),
        of("$lte 55 %", Condition.atMost("confidence", middle), below(0.5, true)),
        of("$gt 45 %", Condition.greater("confidence", middle), below(0.5, true).negate()),
        of("$gte 50 %", Condition.atLeast("confidence", middle), below(0.5, false).negate()),
        new Case(
            "time 50 %",
            "half",
            query -> query.between(late, null),
            document -> !document.timestamp().isBefore(late)));
  }

  private static Case of(String name, Condition condition, Predicate<VectorDocument> passes) {
    return new Case("50 % tenant, " + name, "half", query -> query.where(condition), passes);
  }

  private static Predicate<VectorDocument> has(String key, Predicate<MetadataValue> test) {
    return document -> {
      MetadataValue value = document.metadata().get(key);
      return value != null && test.test(value);
    };
  }

  private static Predicate<VectorDocument> below(double limit, boolean inclusive) {
    return has(
        "confidence",
        value ->
            value instanceof MetadataValue.Numeric(double number)
                && (inclusive ? number <= limit : number < limit));
  }

  public static void main(String[] arguments) throws IOException {
    int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50_000;
    VectorSearch search = new VectorSearch(Path.of(arguments[0]), count);
    search.build();
    search.measureSearches();
    search.measureCrossover();
    search.measureWrites();
  }

  private void build() {
    if (Files.exists(folder.resolve(DEFINITION.name()))) {
      return;
    }
    long start = System.nanoTime();
    try (VectorIndex index = LuceneVectorIndex.open(folder, DEFINITION)) {
      for (int from = 0; from < documents.size(); from += BATCH) {
        index.upsert(documents.subList(from, Math.min(from + BATCH, documents.size())));
      }
    }
    System.out.printf(
        "%,d documents written in %d s%n",
        documents.size(), Duration.ofNanos(System.nanoTime() - start).toSeconds());
  }

  private void measureSearches() throws IOException {
    double plain;
    try (PlainLucene lucene = new PlainLucene(folder.resolve("bench"))) {
      System.out.printf("%d segments%n%n", lucene.segments());
      double fast = CpuTime.perSecond(queries, query -> lucene.graph(query, TOP, TOP));
      plain = CpuTime.perSecond(queries, query -> lucene.graph(query, 100, TOP));
      System.out.printf(
          "plain HNSW, no filter, breadth 10    %,8.0f queries per CPU-second%n", fast);
      System.out.printf("plain HNSW, no filter, breadth 100   %,8.0f%n", plain);
      double checked = CpuTime.perSecond(queries, query -> lucene.scan("one-60", query, TOP));
      double whole = CpuTime.perSecond(queries, query -> lucene.scanAll("one-60", query, TOP));
      System.out.printf("1 %% tenant, scan, tenant checked first %,6.0f%n", checked);
      System.out.printf("1 %% tenant, scan of every vector      %,8.0f%n%n", whole);
    }
    System.out.printf("%-30s %9s %12s %12s%n", "", "recall@10", "per CPU-s", "of plain HNSW");
    try (VectorIndex index = LuceneVectorIndex.open(folder, DEFINITION)) {
      for (Case each : cases()) {
        double rate = CpuTime.perSecond(queries, query -> index.search(query(each, query)));
        System.out.printf(
            "%-30s %9.4f %,12.0f %11.2fx%n", each.name(), recall(index, each), rate, rate / plain);
      }
    }
  }

  private static VectorQuery query(Case each, float[] vector) {
    return each.narrowing().apply(VectorQuery.nearest(each.organization(), vector, TOP));
  }

  private double recall(VectorIndex index, Case each) {
    List<VectorDocument> visible =
        documents.stream()
            .filter(document -> document.organizationId().equals(each.organization()))
            .filter(each.passes())
            .toList();
    int found = 0;
    for (float[] query : queries) {
      List<String> exact = ClusteredVectors.nearest(visible, query, TOP);
      List<String> answer = index.search(query(each, query)).stream().map(VectorMatch::id).toList();
      found += (int) exact.stream().filter(answer::contains).count();
    }
    return (double) found / (TOP * queries.size());
  }

  /** What comparing each costs, and what following the graph costs, as candidates get fewer. */
  private void measureCrossover() {
    System.out.printf("%n%-22s %12s %12s%n", "candidates", "one by one", "graph");
    double[] shares = {1, 0.5, 0.25, 0.1, 0.05, 0.02};
    double[][] rates = new double[2][shares.length];
    for (int way = 0; way < 2; way++) {
      int limit = way == 0 ? Integer.MAX_VALUE : 0;
      try (VectorIndex index = LuceneVectorIndex.open(folder, DEFINITION, limit)) {
        for (int i = 0; i < shares.length; i++) {
          Instant until = START.plusSeconds((long) (documents.size() * shares[i]));
          rates[way][i] =
              CpuTime.perSecond(
                  queries,
                  query ->
                      index.search(VectorQuery.nearest("half", query, TOP).between(null, until)));
        }
      }
    }
    for (int i = 0; i < shares.length; i++) {
      System.out.printf(
          "%,8.0f (%4.1f %%)     %,12.0f %,12.0f%n",
          documents.size() * shares[i] / 2, shares[i] * 50, rates[0][i], rates[1][i]);
    }
  }

  private void measureWrites() {
    try (VectorIndex index = LuceneVectorIndex.open(folder, DEFINITION)) {
      long[] micros = new long[60];
      for (int i = 0; i < micros.length; i++) {
        long start = System.nanoTime();
        index.upsert(List.of(documents.get(i)));
        micros[i] = (System.nanoTime() - start) / 1000;
      }
      Arrays.sort(micros);
      System.out.printf(
          "%none document, durable and visible: median %,d us, worst of %d %,d us%n",
          micros[micros.length / 2], micros.length, micros[micros.length - 1]);
    }
  }
}
