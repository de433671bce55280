package dev.crow.testkit.cloudflare;

import static dev.crow.testkit.vector.VectorFixtures.axis;
import static dev.crow.testkit.vector.VectorFixtures.document;
import static dev.crow.testkit.vector.VectorFixtures.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.testkit.cloudflare.FakeVectorize.Fault;
import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.MetadataType;
import dev.crow.vectorindex.ModelChange;
import dev.crow.vectorindex.VectorDocument;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorIndexException;
import dev.crow.vectorindex.VectorIndexMismatchException;
import dev.crow.vectorindex.VectorIndexes;
import dev.crow.vectorindex.VectorQuery;
import dev.crow.vectorindex.vectorize.VectorizeException;
import dev.crow.vectorindex.vectorize.VectorizeVectorIndexes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The adapter to Vectorize where the service, the network or the configuration fail. */
class VectorizeFaultTests {

  private static final VectorQuery NEAREST = VectorQuery.nearest("acme", axis(3, 0, 0), 5);

  private final FakeVectorize vectorize = FakeVectorize.start();
  private final List<VectorIndexes> opened = new ArrayList<>();

  @AfterEach
  void stop() {
    opened.forEach(VectorIndexes::close);
    vectorize.close();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"BLOCKED", "SILENCE"},
      mode = EnumSource.Mode.EXCLUDE)
  void getsOverWhatPasses(Fault fault) {
    VectorIndex index = open("minilm");
    vectorize.failNext(fault, fault);
    index.upsert(documents(0, 3));
    vectorize.failNext(fault);
    assertThat(ids(index.search(NEAREST))).containsExactly("d0", "d1", "d2");
    vectorize.failNext(fault);
    index.delete("acme", List.of("d0"));
    vectorize.failNext(fault);
    assertThat(index.count("acme")).isEqualTo(2);
  }

  @Test
  void losesNothingWhenOneConnectionInTwentyBreaks() {
    VectorIndex index = open("minilm");
    Random random = new Random(5);
    for (int i = 0; i < 60; i++) {
      if (random.nextInt(20) == 0) {
        vectorize.failNext(random.nextBoolean() ? Fault.RESET : Fault.LOST_ANSWER);
      }
      index.upsert(documents(i, i + 1));
    }
    assertThat(index.count("acme")).isEqualTo(60);
  }

  @Test
  void givesUpAtOnceWhenItWouldHaveToWaitForMinutes() {
    VectorIndex index = open("minilm");
    vectorize.failNext(Fault.BLOCKED);
    int before = vectorize.requests();
    assertThatThrownBy(() -> index.search(NEAREST))
        .isInstanceOfSatisfying(
            VectorizeException.class,
            e -> {
              assertThat(e.status()).isEqualTo(429);
              assertThat(e.codes()).containsExactly(971);
            })
        .hasMessageContaining("asks to wait 300 s");
    assertThat(vectorize.requests()).isEqualTo(before + 1);
  }

  @Test
  void givesUpOnAServiceThatStaysBroken() {
    VectorIndex index = open("minilm");
    vectorize.failNext(
        Fault.INTERNAL_ERROR, Fault.HTML, Fault.TRUNCATED, Fault.HTML_200, Fault.RESET, Fault.HTML);
    assertThatThrownBy(() -> index.search(NEAREST))
        .isInstanceOf(VectorizeException.class)
        .hasMessageContaining("502")
        .hasMessageNotContaining("<html>");
  }

  @Test
  void givesUpOnSilence() {
    VectorIndexes indexes =
        new VectorizeVectorIndexes(
            vectorize.endpoint(),
            FakeVectorize.ACCOUNT,
            FakeVectorize.TOKEN,
            Duration.ofMillis(200),
            true,
            Duration.ofSeconds(5),
            ModelChange.REFUSE);
    opened.add(indexes);
    vectorize.failNext(
        Fault.SILENCE, Fault.SILENCE, Fault.SILENCE, Fault.SILENCE, Fault.SILENCE, Fault.SILENCE);
    assertThatThrownBy(() -> indexes.open(definition("minilm")))
        .isInstanceOf(VectorizeException.class)
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void tellsCloudflaresCodeAndNotTheToken() {
    VectorIndexes indexes =
        new VectorizeVectorIndexes(
            vectorize.endpoint(),
            FakeVectorize.ACCOUNT,
            "a-wrong-secret",
            Duration.ofSeconds(5),
            true,
            Duration.ofSeconds(5),
            ModelChange.REFUSE);
    opened.add(indexes);
    assertThatThrownBy(() -> indexes.open(definition("minilm")))
        .isInstanceOfSatisfying(
            VectorizeException.class, e -> assertThat(e.codes()).containsExactly(10000))
        .hasMessageContaining("Authentication error")
        .hasMessageNotContaining("secret");
  }

  @Test
  void createsMetadataIndexesBeforeTheFirstVectorAndOnlyOnce() {
    open("minilm").upsert(documents(0, 1));
    open("minilm").upsert(documents(1, 2));
    List<String> seen = vectorize.seen();
    assertThat(seen.stream().filter(each -> each.contains("metadata_index/create"))).hasSize(2);
    assertThat(seen.lastIndexOf("POST /notes/metadata_index/create"))
        .isBetween(0, seen.indexOf("POST /notes/upsert"));
  }

  @Test
  void splitsWhatIsTooMuchForOneCall() {
    VectorIndex index = open("minilm");
    index.upsert(documents(0, 2300));
    assertThat(index.count("acme")).isEqualTo(2300);
    List<String> ids = documents(0, 250).stream().map(VectorDocument::id).toList();
    index.delete("acme", ids);
    assertThat(index.count("acme")).isEqualTo(2050);
    List<String> seen = vectorize.seen();
    assertThat(seen.stream().filter(each -> each.endsWith("/upsert"))).hasSize(3);
    assertThat(seen.stream().filter(each -> each.endsWith("/delete_by_ids"))).hasSize(3);
  }

  @Test
  void letsWritesBeFoundLaterIfToldSo() {
    VectorIndex index = indexes(ModelChange.REFUSE, false).open(definition("minilm"));
    vectorize.visibleAfter(Duration.ofMillis(300));
    index.upsert(documents(0, 1));
    assertThat(index.search(NEAREST)).isEmpty();
    Awaitility.await().untilAsserted(() -> assertThat(index.search(NEAREST)).hasSize(1));
  }

  @Test
  void saysSoWhenAWriteIsNotVisibleInTime() {
    VectorIndexes indexes =
        new VectorizeVectorIndexes(
            vectorize.endpoint(),
            FakeVectorize.ACCOUNT,
            FakeVectorize.TOKEN,
            Duration.ofSeconds(5),
            true,
            Duration.ofMillis(300),
            ModelChange.REFUSE);
    opened.add(indexes);
    VectorIndex index = indexes.open(definition("minilm"));
    vectorize.visibleAfter(Duration.ofHours(1));
    assertThatThrownBy(() -> index.upsert(documents(0, 1)))
        .isInstanceOf(VectorIndexException.class)
        .hasMessageContaining("not carried it out within");
  }

  @Test
  void seesItsOwnWritesAmongThoseOfOthers() {
    VectorIndex ours = open("minilm");
    VectorIndex theirs = open("minilm");
    for (int i = 0; i < 10; i++) {
      theirs.upsert(documents(i, i + 1));
      ours.upsert(documents(100 + i, 101 + i));
      theirs.delete("acme", List.of("d" + i));
      assertThat(ours.count("acme")).isEqualTo(i + 1);
    }
  }

  @Test
  void refusesAnIndexOfAnotherModel() {
    open("minilm").upsert(documents(0, 1));
    assertThatThrownBy(() -> open("gemini"))
        .isInstanceOf(VectorIndexMismatchException.class)
        .hasMessageContaining("model 'minilm' with 3 dimensions")
        .hasMessageContaining("model 'gemini'");
  }

  @Test
  void putsANewGenerationInThePlaceOfAnotherModels() {
    open("minilm").upsert(documents(0, 2));
    VectorIndex index = indexes(ModelChange.REBUILD, true).open(definition("gemini"));
    assertThat(index.search(NEAREST)).isEmpty();
    index.upsert(documents(0, 2));
    index.dropFormer();
    assertThat(index.search(NEAREST)).hasSize(2);
    assertThat(open("gemini").search(NEAREST)).hasSize(2);
    assertThatThrownBy(() -> open("minilm")).isInstanceOf(VectorIndexMismatchException.class);
  }

  private VectorIndex open(String model) {
    return indexes(ModelChange.REFUSE, true).open(definition(model));
  }

  private VectorIndexes indexes(ModelChange onModelChange, boolean await) {
    VectorIndexes indexes =
        new VectorizeVectorIndexes(
            vectorize.endpoint(),
            FakeVectorize.ACCOUNT,
            FakeVectorize.TOKEN,
            Duration.ofSeconds(10),
            await,
            Duration.ofSeconds(20),
            onModelChange);
    opened.add(indexes);
    return indexes;
  }

  private static IndexDefinition definition(String model) {
    return new IndexDefinition("notes", model, 3, Map.of("source", MetadataType.TEXT));
  }

  private static List<VectorDocument> documents(int from, int to) {
    List<VectorDocument> documents = new ArrayList<>();
    for (int i = from; i < to; i++) {
      documents.add(document("acme", "d" + i, axis(3, 0, i / 1000.0), "text"));
    }
    return documents;
  }
}
