package dev.crow.testkit.vector;

import static dev.crow.testkit.vector.VectorFixtures.NOON;
import static dev.crow.testkit.vector.VectorFixtures.axis;
import static dev.crow.testkit.vector.VectorFixtures.document;
import static dev.crow.testkit.vector.VectorFixtures.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.crow.vectorindex.Condition;
import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.MetadataType;
import dev.crow.vectorindex.MetadataValue;
import dev.crow.vectorindex.VectorDocument;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorLimits;
import dev.crow.vectorindex.VectorMatch;
import dev.crow.vectorindex.VectorQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link VectorIndex} does. A subclass says how to open one; where an implementation
 * deviates, it overrides the test and disables it with its reason.
 */
public abstract class VectorIndexContract {

  /** The length of the vectors of most tests. */
  protected static final int DIMENSIONS = 8;

  private static final String ACME = "acme";
  private static final String GLOBEX = "globex";

  private static final Map<String, MetadataType> FILTERABLE =
      Map.of(
          "channel", MetadataType.TEXT,
          "product", MetadataType.TEXT,
          "score", MetadataType.NUMBER,
          "returning", MetadataType.FLAG);

  /** The index under test, empty before each test. */
  protected VectorIndex index;

  /**
   * Opens an index for one model's vectors. Within a test the same name is the same storage, so
   * that closing and opening again finds what was written; each test starts with none.
   */
  protected abstract VectorIndex open(IndexDefinition definition);

  /** The most dimensions it takes. */
  protected int widest() {
    return VectorLimits.MAX_DIMENSIONS;
  }

  private static IndexDefinition definition(String name, int dimensions) {
    return new IndexDefinition(name, "contract-model", dimensions, FILTERABLE);
  }

  @BeforeEach
  void openIndex() {
    index = open(definition("contract", DIMENSIONS));
  }

  @AfterEach
  void closeIndex() {
    index.close();
  }

  @Test
  void ranksByNearness() {
    index.upsert(
        List.of(
            document(ACME, "far", axis(DIMENSIONS, 4, 0), ""),
            document(ACME, "nearest", axis(DIMENSIONS, 0, 0.1), ""),
            document(ACME, "near", axis(DIMENSIONS, 0, 0.6), "")));
    assertThat(ids(index.search(VectorQuery.nearest(ACME, axis(DIMENSIONS, 0, 0), 3))))
        .containsExactly("nearest", "near", "far");
  }

  @Test
  void givesBackWhatWasStored() {
    VectorDocument stored =
        new VectorDocument(
            ACME,
            "a",
            axis(DIMENSIONS, 0, 0),
            "Compared two jackets, bought none",
            Map.of(
                "channel", MetadataValue.of("web"),
                "score", MetadataValue.of(0.1),
                "returning", MetadataValue.of(true),
                "unfiltered", MetadataValue.of("kept\u0001 all the same")),
            NOON.plusNanos(123_456_789));
    index.upsert(List.of(stored));
    assertThat(index.search(VectorQuery.nearest(ACME, axis(DIMENSIONS, 0, 1), 5)))
        .singleElement()
        .satisfies(
            match -> {
              assertThat(match.id()).isEqualTo("a");
              assertThat(match.text()).isEqualTo(stored.text());
              assertThat(match.metadata()).isEqualTo(stored.metadata());
              assertThat(match.timestamp())
                  .isEqualTo(stored.timestamp())
                  .isEqualTo(NOON.plusMillis(123));
            });
  }

  @Test
  void tellsTheCosineWhateverTheLengthOfTheVectors() {
    float[] vector = axis(DIMENSIONS, 0, 1);
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= 1e-12f;
    }
    index.upsert(List.of(document(ACME, "a", vector, "words")));
    float[] query = axis(DIMENSIONS, 0, 0);
    query[0] = 1e12f;
    for (VectorQuery each :
        List.of(VectorQuery.nearest(ACME, query, 1), VectorQuery.hybrid(ACME, query, "words", 1))) {
      assertThat(index.search(each))
          .singleElement()
          .extracting(VectorMatch::similarity)
          .satisfies(cosine -> assertThat(cosine).isCloseTo(Math.sqrt(0.5), within(1e-5)));
    }
  }

  @Test
  void givesNoCosineWithoutAVector() {
    needsWords();
    index.upsert(List.of(document(ACME, "a", axis(DIMENSIONS, 0, 0), "words")));
    assertThat(index.search(VectorQuery.matching(ACME, "words", 1)))
        .singleElement()
        .extracting(VectorMatch::similarity)
        .isNull();
  }

  @Test
  void keepsFiftyOrganizationsWithIdenticalDocumentsApart() {
    float[] vector = axis(DIMENSIONS, 0, 0);
    List<VectorDocument> documents = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      documents.add(document("org-" + i, "same-id", vector, "the same text of org-" + i));
      documents.add(document("org-" + i, "own-" + i, vector, "the same text of org-" + i));
    }
    index.upsert(documents);
    for (int i = 0; i < 50; i++) {
      String organization = "org-" + i;
      List<VectorQuery> queries = new ArrayList<>();
      queries.add(VectorQuery.nearest(organization, vector, 100));
      queries.add(VectorQuery.hybrid(organization, vector, "same text", 100));
      if (index.searchesWords()) {
        queries.add(VectorQuery.matching(organization, "same text", 100));
      }
      for (VectorQuery query : queries) {
        List<VectorMatch> matches = index.search(query);
        assertThat(ids(matches)).containsExactlyInAnyOrder("same-id", "own-" + i);
        assertThat(matches).allMatch(match -> match.text().endsWith(organization));
      }
      assertThat(index.count(organization)).isEqualTo(2);
    }
  }

  @Test
  void leavesTheSameIdOfAnotherOrganizationAlone() {
    float[] vector = axis(DIMENSIONS, 0, 0);
    index.upsert(List.of(document(ACME, "a", vector, "ours")));
    index.upsert(List.of(document(GLOBEX, "a", vector, "theirs")));
    index.delete(ACME, List.of("a"));
    assertThat(index.count(ACME)).isZero();
    assertThat(index.search(VectorQuery.nearest(GLOBEX, vector, 5)))
        .singleElement()
        .extracting(VectorMatch::text)
        .isEqualTo("theirs");
  }

  @Test
  void doesNotLetOtherOrganizationsChangeAScore() {
    needsWords();
    index.upsert(
        List.of(
            document(ACME, "a", axis(DIMENSIONS, 0, 0), "blue jacket"),
            document(ACME, "b", axis(DIMENSIONS, 1, 0), "blue shoes, blue hat")));
    VectorQuery query = VectorQuery.matching(ACME, "blue jacket", 5);
    List<VectorMatch> before = index.search(query);
    List<VectorDocument> others = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      others.add(document(GLOBEX, "x" + i, axis(DIMENSIONS, 2, 0), "a jacket ".repeat(20)));
    }
    index.upsert(others);
    assertThat(index.search(query)).isEqualTo(before);
  }

  @Test
  void findsWordsByTheirStem() {
    needsWords();
    index.upsert(
        List.of(
            document(ACME, "a", axis(DIMENSIONS, 0, 0), "She abandoned the CAFÉ's checkouts"),
            document(ACME, "b", axis(DIMENSIONS, 1, 0), "He bought a hat")));
    assertThat(ids(index.search(VectorQuery.matching(ACME, "abandons checkout cafe", 5))))
        .containsExactly("a");
    assertThat(index.search(VectorQuery.matching(ACME, "umbrella", 5))).isEmpty();
  }

  @Test
  void findsTextThatWasCutInTheMiddleOfAnEmoji() {
    needsWords();
    index.upsert(List.of(document(ACME, "a", axis(DIMENSIONS, 0, 0), "red jacket \uD83D")));
    assertThat(index.search(VectorQuery.matching(ACME, "jacket \uD83D", 5)))
        .singleElement()
        .extracting(VectorMatch::text)
        .isEqualTo("red jacket ?");
  }

  @Test
  void filtersByAllMetadataGiven() {
    float[] vector = axis(DIMENSIONS, 0, 0);
    index.upsert(
        List.of(
            withMetadata("web", texts("channel", "web", "product", "p1")),
            withMetadata("store", texts("channel", "store", "product", "p1")),
            withMetadata("other", texts("channel", "web", "product", "p2")),
            withMetadata("none", Map.of())));
    VectorQuery all = VectorQuery.hybrid(ACME, vector, "text", 10);
    assertThat(ids(index.search(all.where("channel", "web"))))
        .containsExactlyInAnyOrder("web", "other");
    assertThat(ids(index.search(all.where("channel", "web").where("product", "p1"))))
        .containsExactly("web");
    assertThat(index.search(all.where("channel", "WEB"))).isEmpty();
  }

  @Test
  void takesFiltersLiterally() {
    index.upsert(
        List.of(
            withMetadata("a", texts("channel", "{\"$or\":[]} OR *:*")),
            withMetadata("b", Map.of())));
    VectorQuery all = VectorQuery.nearest(ACME, axis(DIMENSIONS, 0, 0), 10);
    assertThat(ids(index.search(all.where("channel", "{\"$or\":[]} OR *:*")))).containsExactly("a");
    assertThat(index.search(all.where("channel", "*"))).isEmpty();
  }

  @Test
  void comparesTextsByEachOfTheEightOperators() {
    index.upsert(
        List.of(
            withMetadata("net", texts("channel", "net")),
            withMetadata("neu", texts("channel", "neu")),
            withMetadata("Zoo", texts("channel", "Zoo")),
            withMetadata("über", texts("channel", "über")),
            withMetadata("none", Map.of())));
    MetadataValue net = MetadataValue.of("net");
    MetadataValue neu = MetadataValue.of("neu");
    assertFound(Condition.equalTo("channel", net), "net");
    assertFound(Condition.notEqualTo("channel", net), "neu", "Zoo", "über", "none");
    assertFound(Condition.oneOf("channel", List.of(net, neu)), "net", "neu");
    assertFound(Condition.noneOf("channel", List.of(net, neu)), "Zoo", "über", "none");
    assertFound(Condition.less("channel", neu), "net", "Zoo");
    assertFound(Condition.atMost("channel", neu), "net", "neu", "Zoo");
    assertFound(Condition.greater("channel", net), "neu", "über");
    assertFound(Condition.atLeast("channel", net), "net", "neu", "über");
  }

  @Test
  void comparesNumbersByEachOfTheEightOperators() {
    index.upsert(
        List.of(
            withMetadata("-2.5", Map.of("score", MetadataValue.of(-2.5))),
            withMetadata("0", Map.of("score", MetadataValue.of(-0.0))),
            withMetadata("10", Map.of("score", MetadataValue.of(10))),
            withMetadata("9e15", Map.of("score", MetadataValue.of(9e15))),
            withMetadata("none", Map.of())));
    MetadataValue zero = MetadataValue.of(0.0);
    MetadataValue ten = MetadataValue.of(10);
    assertFound(Condition.equalTo("score", zero), "0");
    assertFound(Condition.notEqualTo("score", zero), "-2.5", "10", "9e15", "none");
    assertFound(Condition.oneOf("score", List.of(zero, ten)), "0", "10");
    assertFound(Condition.noneOf("score", List.of(zero, ten)), "-2.5", "9e15", "none");
    assertFound(Condition.less("score", ten), "-2.5", "0");
    assertFound(Condition.atMost("score", ten), "-2.5", "0", "10");
    assertFound(Condition.greater("score", zero), "10", "9e15");
    assertFound(Condition.atLeast("score", zero), "0", "10", "9e15");
  }

  @Test
  void comparesFlags() {
    index.upsert(
        List.of(
            withMetadata("yes", Map.of("returning", MetadataValue.of(true))),
            withMetadata("no", Map.of("returning", MetadataValue.of(false))),
            withMetadata("none", Map.of())));
    MetadataValue yes = MetadataValue.of(true);
    assertFound(Condition.equalTo("returning", yes), "yes");
    assertFound(Condition.notEqualTo("returning", yes), "no", "none");
    assertFound(Condition.oneOf("returning", List.of(yes, MetadataValue.of(false))), "yes", "no");
    assertFound(Condition.noneOf("returning", List.of(yes)), "no", "none");
  }

  @Test
  void joinsBoundsOfOneKeyAndConditionsOnSeveral() {
    List<VectorDocument> documents = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      documents.add(
          withMetadata(
              "d" + i,
              Map.of(
                  "score", MetadataValue.of(i),
                  "channel", MetadataValue.of(i % 2 == 0 ? "web" : "store"))));
    }
    index.upsert(documents);
    assertThat(
            ids(
                index.search(
                    VectorQuery.nearest(ACME, axis(DIMENSIONS, 0, 0), 10)
                        .where(Condition.greater("score", MetadataValue.of(2)))
                        .where(Condition.atMost("score", MetadataValue.of(6)))
                        .where(Condition.notEqualTo("channel", MetadataValue.of("store"))))))
        .containsExactlyInAnyOrder("d4", "d6");
  }

  @Test
  void tellsTextsApartByTheirFirst64Bytes() {
    String longText = "é".repeat(31) + "x";
    index.upsert(
        List.of(
            withMetadata("a", texts("channel", longText + "y1")),
            withMetadata("b", texts("channel", longText + "y2 and more")),
            withMetadata("c", texts("channel", longText))));
    assertFound(Condition.equalTo("channel", MetadataValue.of(longText + "y3")), "a", "b");
    assertFound(Condition.equalTo("channel", MetadataValue.of(longText)), "c");
    assertThat(index.search(VectorQuery.nearest(ACME, axis(DIMENSIONS, 0, 0), 10)))
        .filteredOn(match -> match.id().equals("b"))
        .singleElement()
        .satisfies(
            match ->
                assertThat(match.metadata()).isEqualTo(texts("channel", longText + "y2 and more")));
  }

  @Test
  void refusesFiltersItWasNotOpenedFor() {
    VectorQuery all = VectorQuery.nearest(ACME, axis(DIMENSIONS, 0, 0), 10);
    for (VectorQuery query :
        List.of(
            all.where("organization", ACME),
            all.where("unknown", "x"),
            all.where("score", "10"),
            all.where(Condition.equalTo("channel", MetadataValue.of(true))))) {
      assertThatThrownBy(() -> index.search(query)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> index.upsert(List.of(withMetadata("a", texts("score", "a text")))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(index.count(ACME)).isZero();
  }

  @Test
  void refusesAMegabyteWhereANameIsMeant() {
    String megabyte = "x".repeat(1 << 20);
    float[] vector = axis(DIMENSIONS, 0, 0);
    assertThatThrownBy(() -> index.upsert(List.of(document(ACME, megabyte, vector, ""))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("xxx");
    assertThatThrownBy(() -> index.upsert(List.of(withMetadata("a", texts("channel", megabyte)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("xxx");
    assertThatThrownBy(
            () -> index.search(VectorQuery.nearest(ACME, vector, 5).where("channel", megabyte)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("xxx");
    assertThatThrownBy(() -> index.delete(ACME, List.of(megabyte)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0001\u0002\u0000",
        "\"},\"org_id\":{\"$ne\":\"x\"",
        "' OR 1=1 --",
        "{\"$ne\":null}",
        "\\\"\n\r",
        "<img src=x onerror=alert(1)>"
      })
  void keepsHostileMetadataAndFindsItByItself(String hostile) {
    index.upsert(
        List.of(
            withMetadata("a", texts("channel", hostile)),
            withMetadata("b", texts("channel", "web"))));
    index.upsert(List.of(document(GLOBEX, "c", axis(DIMENSIONS, 0, 0), "")));
    assertFound(Condition.equalTo("channel", MetadataValue.of(hostile)), "a");
    assertFound(Condition.notEqualTo("channel", MetadataValue.of(hostile)), "b");
    index.delete(ACME, List.of("' OR 1=1 --", "*"));
    assertThat(index.count(ACME)).isEqualTo(2);
  }

  @Test
  void filtersByTimeFromInclusiveToExclusive() {
    float[] vector = axis(DIMENSIONS, 0, 0);
    List<VectorDocument> documents = new ArrayList<>();
    for (int hour = 0; hour < 4; hour++) {
      documents.add(
          new VectorDocument(
              ACME, "h" + hour, vector, "text", Map.of(), NOON.plusSeconds(3600L * hour)));
    }
    index.upsert(documents);
    VectorQuery all = VectorQuery.nearest(ACME, vector, 10);
    assertThat(ids(index.search(all.between(NOON.plusSeconds(3600), NOON.plusSeconds(3 * 3600)))))
        .containsExactlyInAnyOrder("h1", "h2");
    assertThat(ids(index.search(all.between(NOON.plusSeconds(3 * 3600), null))))
        .containsExactly("h3");
    assertThat(ids(index.search(all.between(null, NOON.plusMillis(1))))).containsExactly("h0");
    assertThat(index.search(all.between(NOON, NOON))).isEmpty();
  }

  @Test
  void ranksHighestInAHybridWhatBothFind() {
    float[] query = axis(DIMENSIONS, 0, 0);
    List<VectorDocument> documents = new ArrayList<>();
    documents.add(document(ACME, "near", axis(DIMENSIONS, 0, 0.01), "nothing in common"));
    documents.add(document(ACME, "both", axis(DIMENSIONS, 0, 0.05), "a visitor saw a red jacket"));
    documents.add(document(ACME, "words", axis(DIMENSIONS, 4, 0), "red jacket"));
    for (int i = 0; i < 120; i++) {
      documents.add(document(ACME, "filler" + i, axis(DIMENSIONS, 0, 0.5), "something else"));
    }
    index.upsert(documents);
    assertThat(first(VectorQuery.nearest(ACME, query, 10))).isEqualTo("near");
    if (index.searchesWords()) {
      assertThat(first(VectorQuery.matching(ACME, "red jacket", 10))).isEqualTo("words");
    }
    assertThat(first(VectorQuery.hybrid(ACME, query, "red jacket", 10))).isEqualTo("both");
  }

  @Test
  void searchesByVectorAloneWhenTheTextHasNoWords() {
    index.upsert(List.of(document(ACME, "a", axis(DIMENSIONS, 0, 0), "text")));
    assertThat(ids(index.search(VectorQuery.hybrid(ACME, axis(DIMENSIONS, 0, 0), " ?! ", 5))))
        .containsExactly("a");
    if (index.searchesWords()) {
      assertThat(index.search(VectorQuery.matching(ACME, "the of and", 5))).isEmpty();
    }
  }

  @Test
  void replacesADocumentWhole() {
    index.upsert(List.of(withMetadata("a", texts("channel", "web"))));
    index.upsert(List.of(document(ACME, "a", axis(DIMENSIONS, 3, 0), "replacement")));
    assertThat(index.count(ACME)).isEqualTo(1);
    assertThat(
            index.search(
                VectorQuery.nearest(ACME, axis(DIMENSIONS, 0, 0), 5).where("channel", "web")))
        .isEmpty();
    assertThat(index.search(VectorQuery.nearest(ACME, axis(DIMENSIONS, 3, 0), 5)))
        .singleElement()
        .satisfies(match -> assertThat(match.similarity()).isCloseTo(1, within(1e-5)));
  }

  @Test
  void mayBeToldTheSameTwiceAndKeepsTheLastOfABatch() {
    List<VectorDocument> batch =
        List.of(
            document(ACME, "a", axis(DIMENSIONS, 0, 0), "first"),
            document(ACME, "a", axis(DIMENSIONS, 0, 0), "last"));
    index.upsert(batch);
    index.upsert(batch);
    assertThat(index.search(VectorQuery.nearest(ACME, axis(DIMENSIONS, 0, 0), 5)))
        .singleElement()
        .extracting(VectorMatch::text)
        .isEqualTo("last");
  }

  @Test
  void deletesByIdAndIgnoresUnknownIds() {
    index.upsert(List.of(withMetadata("a", Map.of()), withMetadata("b", Map.of())));
    index.delete(ACME, List.of("a", "unknown"));
    index.delete(GLOBEX, List.of("b"));
    index.delete(ACME, List.of());
    assertThat(ids(index.search(VectorQuery.hybrid(ACME, axis(DIMENSIONS, 0, 0), "text", 5))))
        .containsExactly("b");
    assertThat(index.count(ACME)).isEqualTo(1);
  }

  @Test
  void forgetsAFewDeletedAndReplacedAmongMany() {
    float[] query = axis(DIMENSIONS, 0, 0);
    List<VectorDocument> documents = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      documents.add(document(ACME, "a" + i, axis(DIMENSIONS, 0, i / 100.0), "text"));
    }
    index.upsert(documents);
    index.delete(ACME, List.of("a0"));
    index.upsert(List.of(document(ACME, "a1", axis(DIMENSIONS, 4, 0), "replacement")));
    assertThat(ids(index.search(VectorQuery.nearest(ACME, query, 3))))
        .containsExactly("a2", "a3", "a4");
    assertThat(ids(index.search(VectorQuery.hybrid(ACME, query, "text", 100))))
        .hasSize(99)
        .doesNotContain("a0");
    assertThat(index.count(ACME)).isEqualTo(99);
  }

  @Test
  void deletesAllOfOneOrganization() {
    index.upsert(
        List.of(
            withMetadata("a", Map.of()),
            withMetadata("b", Map.of()),
            document(GLOBEX, "a", axis(DIMENSIONS, 0, 0), "text")));
    index.deleteAll(ACME);
    assertThat(index.count(ACME)).isZero();
    assertThat(index.search(VectorQuery.hybrid(ACME, axis(DIMENSIONS, 0, 0), "text", 5))).isEmpty();
    assertThat(index.count(GLOBEX)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"unbalanced jacket",
        "NEAR(jacket",
        "jacket*",
        "*",
        "?",
        "jacket~9999999",
        "(((( jacket",
        "organization:globex jacket",
        "jacket AND OR NOT",
        "[* TO *] jacket",
        "/jacket(/",
        "\\",
        "jacket \u0000\uFFFF\uD800",
        "'; DROP TABLE x; -- jacket",
        "${jndi:ldap://x} jacket"
      })
  void takesQueryTextLiterally(String text) {
    needsWords();
    index.upsert(
        List.of(
            document(ACME, "a", axis(DIMENSIONS, 0, 0), "a red jacket"),
            document(ACME, "b", axis(DIMENSIONS, 1, 0), "something else"),
            document(GLOBEX, "c", axis(DIMENSIONS, 0, 0), "a red jacket")));
    assertThat(ids(index.search(VectorQuery.matching(ACME, text, 5))))
        .isEqualTo(text.contains("jacket") ? List.of("a") : List.of());
  }

  @Test
  void answersAQueryOfTenThousandWords() {
    needsWords();
    StringBuilder text = new StringBuilder("jacket ");
    for (int i = 0; i < 10_000; i++) {
      text.append("w").append(i).append(' ');
    }
    index.upsert(List.of(document(ACME, "a", axis(DIMENSIONS, 0, 0), "a red jacket")));
    assertThat(ids(index.search(VectorQuery.matching(ACME, text.toString(), 5))))
        .containsExactly("a");
  }

  @Test
  void keepsEverythingOverAReopening() {
    index.upsert(List.of(withMetadata("a", texts("channel", "web")), withMetadata("b", Map.of())));
    index.delete(ACME, List.of("b"));
    index.close();
    index = open(definition("contract", DIMENSIONS));
    assertThat(
            ids(
                index.search(
                    VectorQuery.hybrid(ACME, axis(DIMENSIONS, 0, 0), "text", 5)
                        .where("channel", "web"))))
        .containsExactly("a");
    assertThat(index.count(ACME)).isEqualTo(1);
  }

  @Test
  void showsEachUpsertAtOnce() {
    for (int i = 0; i < 20; i++) {
      index.upsert(List.of(document(ACME, "a" + i, axis(DIMENSIONS, 0, 0), "text")));
      assertThat(index.search(VectorQuery.nearest(ACME, axis(DIMENSIONS, 0, 0), 100)))
          .hasSize(i + 1);
    }
  }

  @Test
  void refusesVectorsItCannotCompare() {
    assertRefused("NaN", new float[] {1, Float.NaN, 0, 0, 0, 0, 0, 0});
    assertRefused("infinite", new float[] {Float.NEGATIVE_INFINITY, 0, 0, 0, 0, 0, 0, 0});
    assertRefused("zero", new float[DIMENSIONS]);
    assertRefused("dimensions", axis(DIMENSIONS - 1, 0, 0));
    assertRefused("dimensions", axis(DIMENSIONS + 1, 0, 0));
    assertRefused("empty", new float[0]);
    assertThat(index.count(ACME)).isZero();
  }

  private void assertRefused(String problem, float[] vector) {
    assertThatThrownBy(
            () ->
                index.upsert(
                    List.of(
                        document(ACME, "good", axis(DIMENSIONS, 0, 0), ""),
                        document(ACME, "bad", vector, ""))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
    assertThatThrownBy(() -> index.search(VectorQuery.nearest(ACME, vector, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\u0000b", "a\r\nb", "\uD800"})
  void refusesIdsThatAreNoNames(String id) {
    float[] vector = axis(DIMENSIONS, 0, 0);
    assertThatThrownBy(() -> index.upsert(List.of(document(ACME, id, vector, ""))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> index.upsert(List.of(document(id, "a", vector, ""))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> index.search(VectorQuery.nearest(id, vector, 5)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> index.count(id)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> index.deleteAll(id)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void acceptsIdsOfUpTo64Bytes() {
    float[] vector = axis(DIMENSIONS, 0, 0);
    index.upsert(List.of(document(ACME, "é".repeat(32), vector, "")));
    assertThat(ids(index.search(VectorQuery.nearest(ACME, vector, 5))))
        .containsExactly("é".repeat(32));
    assertThatThrownBy(() -> index.upsert(List.of(document(ACME, "é".repeat(33), vector, ""))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("id is longer than 64 bytes");
  }

  @Test
  void givesAtMostTopKFrom1To100() {
    float[] vector = axis(DIMENSIONS, 0, 0);
    List<VectorDocument> documents = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      documents.add(document(ACME, "a" + i, axis(DIMENSIONS, 0, i / 130.0), "text"));
    }
    index.upsert(documents);
    for (int topK : new int[] {1, 10, 100}) {
      assertThat(index.search(VectorQuery.nearest(ACME, vector, topK))).hasSize(topK);
      if (index.searchesWords()) {
        assertThat(index.search(VectorQuery.matching(ACME, "text", topK))).hasSize(topK);
      }
      assertThat(index.search(VectorQuery.hybrid(ACME, vector, "text", topK))).hasSize(topK);
    }
    for (int topK : new int[] {Integer.MIN_VALUE, 0, 101, 1_000_000}) {
      assertThatThrownBy(() -> index.search(VectorQuery.nearest(ACME, vector, topK)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("topK");
    }
  }

  @Test
  void findsNothingInAnOrganizationItDoesNotKnow() {
    index.upsert(List.of(document(ACME, "a", axis(DIMENSIONS, 0, 0), "text")));
    assertThat(index.search(VectorQuery.hybrid(GLOBEX, axis(DIMENSIONS, 0, 0), "text", 5)))
        .isEmpty();
    assertThat(index.count(GLOBEX)).isZero();
  }

  @Test
  void takesTheWidestVectors() {
    try (VectorIndex wide = open(definition("wide", widest()))) {
      wide.upsert(
          List.of(
              document(ACME, "a", axis(widest(), widest() - 1, 0), ""),
              document(ACME, "b", axis(widest(), 0, 0), "")));
      assertThat(ids(wide.search(VectorQuery.nearest(ACME, axis(widest(), widest() - 1, 0.1), 1))))
          .containsExactly("a");
    }
  }

  @Test
  void servesReadersAndWritersAtOnce() throws Exception {
    float[] vector = axis(DIMENSIONS, 0, 0);
    List<Future<?>> work = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        String organization = "org-" + i;
        work.add(
            callers.submit(
                () -> {
                  index.upsert(List.of(document(organization, "a", vector, organization)));
                  for (int round = 0; round < 20; round++) {
                    assertThat(index.search(VectorQuery.nearest(organization, vector, 10)))
                        .singleElement()
                        .extracting(VectorMatch::text)
                        .isEqualTo(organization);
                  }
                }));
      }
    }
    for (Future<?> each : work) {
      each.get();
    }
  }

  @Test
  void refusesToWorkOnceClosed() {
    index.close();
    index.close();
    assertThatThrownBy(() -> index.count(ACME)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> index.upsert(List.of(withMetadata("a", Map.of()))))
        .isInstanceOf(IllegalStateException.class);
  }

  private void needsWords() {
    assumeThat(index.searchesWords()).as("searches by words alone").isTrue();
  }

  private void assertFound(Condition condition, String... ids) {
    assertThat(
            ids(
                index.search(
                    VectorQuery.nearest(ACME, axis(DIMENSIONS, 0, 0), 50).where(condition))))
        .as(condition.operator().sign())
        .containsExactlyInAnyOrder(ids);
  }

  /** Keys and values in turn. */
  private static Map<String, MetadataValue> texts(String... pairs) {
    Map<String, MetadataValue> texts = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      texts.put(pairs[i], MetadataValue.of(pairs[i + 1]));
    }
    return texts;
  }

  private String first(VectorQuery query) {
    return index.search(query).getFirst().id();
  }

  private static VectorDocument withMetadata(String id, Map<String, MetadataValue> metadata) {
    return new VectorDocument(ACME, id, axis(DIMENSIONS, 0, 0), "text", metadata, NOON);
  }
}
