package dev.crow.testkit.vector;

import static dev.crow.testkit.vector.VectorFixtures.NOON;
import static dev.crow.testkit.vector.VectorFixtures.bruteForce;
import static dev.crow.testkit.vector.VectorFixtures.clustered;
import static dev.crow.testkit.vector.VectorFixtures.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.MetadataType;
import dev.crow.vectorindex.MetadataValue;
import dev.crow.vectorindex.VectorDocument;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** How many of the truly nearest a {@link VectorIndex} finds: at least 99 in 100, at ten each. */
public abstract class VectorRecallContract {

  private static final int DIMENSIONS = 64;
  private static final int DOCUMENTS = 2_000;
  private static final int QUERIES = 50;
  private static final IndexDefinition DEFINITION =
      new IndexDefinition(
          "recall", "contract-model", DIMENSIONS, Map.of("part", MetadataType.TEXT));

  /** Opens an empty index. */
  protected abstract VectorIndex open(IndexDefinition definition);

  @Test
  void findsTheNearestOfThousands() {
    assertThat(recall(query -> query, _ -> true)).isGreaterThanOrEqualTo(0.99);
  }

  @Test
  void findsTheNearestOfTheFewThatPassAFilter() {
    assertThat(
            recall(
                query -> query.where("part", "3"),
                document -> document.metadata().containsValue(MetadataValue.of("3"))))
        .isGreaterThanOrEqualTo(0.99);
  }

  @Test
  void findsTheNearestOfTheManyThatPassAFilter() {
    assertThat(
            recall(
                query -> query.between(NOON.plusSeconds(DOCUMENTS / 5), null),
                document -> !document.timestamp().isBefore(NOON.plusSeconds(DOCUMENTS / 5))))
        .isGreaterThanOrEqualTo(0.99);
  }

  private double recall(UnaryOperator<VectorQuery> narrowing, Predicate<VectorDocument> same) {
    List<float[]> vectors = clustered(DOCUMENTS + QUERIES, DIMENSIONS, 40, 11);
    List<VectorDocument> documents = documents(vectors.subList(0, DOCUMENTS));
    int found = 0;
    int wanted = 0;
    try (VectorIndex index = open(DEFINITION)) {
      for (int from = 0; from < DOCUMENTS; from += 500) {
        index.upsert(documents.subList(from, from + 500));
      }
      for (float[] query : vectors.subList(DOCUMENTS, DOCUMENTS + QUERIES)) {
        List<String> expected =
            bruteForce(
                documents, same.and(each -> each.organizationId().equals("org-0")), query, 10);
        List<String> answer =
            ids(index.search(narrowing.apply(VectorQuery.nearest("org-0", query, 10))));
        wanted += expected.size();
        found += (int) expected.stream().filter(answer::contains).count();
      }
    }
    return (double) found / wanted;
  }

  /** Three of four belong to one organization, so that neighbours of others are in the way. */
  private static List<VectorDocument> documents(List<float[]> vectors) {
    List<VectorDocument> documents = new ArrayList<>();
    for (int i = 0; i < vectors.size(); i++) {
      documents.add(
          new VectorDocument(
              i % 4 == 3 ? "org-1" : "org-0",
              "d" + i,
              vectors.get(i),
              "",
              Map.of("part", MetadataValue.of(String.valueOf(i % 25))),
              NOON.plusSeconds(i)));
    }
    return documents;
  }
}
