package dev.crow.vectorindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.vectorindex.Condition.Operator;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorLimitsTests {

  private static final float[] VECTOR = {1, 0};

  @Test
  void refusesMetadataBeyondFourKibibytes() {
    Map<String, MetadataValue> metadata = new HashMap<>();
    metadata.put("k", MetadataValue.of("v".repeat(4 * 1024 - 1)));
    assertThat(document("text", metadata, Instant.EPOCH).metadata()).isEqualTo(metadata);
    metadata.put("l", MetadataValue.of(""));
    assertRefused("metadata is larger than 4 KiB", () -> document("", metadata, Instant.EPOCH));
  }

  @Test
  void refusesTextBeyondTheLimit() {
    assertThat(document("x".repeat(100_000), Map.of(), Instant.EPOCH).text()).hasSize(100_000);
    assertRefused("text is longer", () -> document("x".repeat(100_001), Map.of(), Instant.EPOCH));
    assertRefused("text is longer", () -> VectorQuery.matching("acme", "x".repeat(100_001), 5));
  }

  @Test
  void refusesTimesOutsideTheCalendar() {
    assertRefused("timestamp", () -> document("", Map.of(), Instant.MAX));
    assertRefused("timestamp", () -> document("", Map.of(), Instant.MIN));
    assertRefused(
        "timestamp", () -> VectorQuery.nearest("acme", VECTOR, 5).between(Instant.MIN, null));
  }

  @Test
  void refusesAVectorOfTooManyDimensions() {
    float[] wide = new float[4097];
    wide[0] = 1;
    assertRefused("4096", () -> VectorQuery.nearest("acme", wide, 5));
  }

  @Test
  @SuppressWarnings("NullAway") // It does not see in class files that the array may be null.
  void refusesAQueryForNothing() {
    assertRefused(
        "a vector or a text", () -> new VectorQuery("acme", null, null, 5, List.of(), null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a\u0000b", "a.b", "a\"b", "$eq", "_id", "org_id", "created_at", "\uDC00"})
  void refusesMetadataKeysThatAreNoNames(String key) {
    assertRefused(
        "metadata key", () -> document("", Map.of(key, MetadataValue.of("c")), Instant.EPOCH));
    assertRefused("metadata key", () -> Condition.equalTo(key, MetadataValue.of("c")));
    assertRefused(
        "metadata key",
        () -> new IndexDefinition("notes", "model", 3, Map.of(key, MetadataType.TEXT)));
  }

  @Test
  void refusesMetadataThatIsNoValue() {
    assertRefused("metadata value", () -> MetadataValue.of("\uDC00"));
    assertRefused("NaN", () -> MetadataValue.of(Double.NaN));
    assertRefused("infinite", () -> MetadataValue.of(Double.POSITIVE_INFINITY));
    assertThat(MetadataValue.of(-0.0)).isEqualTo(MetadataValue.of(0.0));
  }

  @Test
  void refusesConditionsThatSayNothingClear() {
    MetadataValue one = MetadataValue.of(1);
    assertRefused("nothing", () -> Condition.oneOf("k", List.of()));
    assertRefused("more than 64", () -> Condition.oneOf("k", Collections.nCopies(65, one)));
    assertRefused("more than one", () -> new Condition("k", Operator.EQUAL, List.of(one, one)));
    assertRefused("several types", () -> Condition.oneOf("k", List.of(one, MetadataValue.of("1"))));
    assertRefused("no order", () -> Condition.less("k", MetadataValue.of(true)));
  }

  @Test
  void takesTwoConditionsOnAKeyOnlyAsARange() {
    VectorQuery query =
        VectorQuery.nearest("acme", VECTOR, 5).where(Condition.atLeast("k", MetadataValue.of(1)));
    assertThat(query.where(Condition.less("k", MetadataValue.of(2))).conditions()).hasSize(2);
    assertRefused(
        "lower and an upper", () -> query.where(Condition.greater("k", MetadataValue.of(2))));
    assertRefused(
        "lower and an upper", () -> query.where(Condition.equalTo("k", MetadataValue.of(2))));
  }

  @Test
  void refusesConditionsBeyondOneKibibyte() {
    VectorQuery query = VectorQuery.nearest("acme", VECTOR, 5);
    assertThat(query.where("k", "v".repeat(1023)).conditions()).hasSize(1);
    assertRefused("1 KiB", () -> query.where("k", "v".repeat(1024)));
  }

  @Test
  void cutsFilteredTextsBetweenCharacters() {
    assertThat(VectorLimits.filtered("v".repeat(65))).isEqualTo("v".repeat(64));
    assertThat(VectorLimits.filtered("v" + "é".repeat(40))).isEqualTo("v" + "é".repeat(31));
    assertThat(VectorLimits.filtered("😀".repeat(17))).isEqualTo("😀".repeat(16));
  }

  @Test
  void tellsDefinitionsApartByAllButTheName() {
    IndexDefinition definition = new IndexDefinition("notes", "model", 3, Map.of());
    assertThat(new IndexDefinition("other", "model", 3, Map.of()).fingerprint())
        .isEqualTo(definition.fingerprint())
        .matches("[0-9a-f]{8}");
    assertThat(new IndexDefinition("notes", "model", 4, Map.of()).fingerprint())
        .isNotEqualTo(definition.fingerprint());
  }

  @Test
  void neverRepeatsWhatItRefuses() {
    assertThatThrownBy(() -> VectorLimits.checkId("<script>".repeat(20)))
        .hasMessageNotContaining("script");
  }

  @Test
  void isNotChangedThroughTheCallersArray() {
    float[] vector = {1, 0};
    VectorDocument document = new VectorDocument("acme", "a", vector, "", Map.of(), Instant.EPOCH);
    vector[0] = Float.NaN;
    assertThat(document.vector()).containsExactly(1, 0);
  }

  private static VectorDocument document(
      String text, Map<String, MetadataValue> metadata, Instant timestamp) {
    return new VectorDocument("acme", "a", VECTOR, text, metadata, timestamp);
  }

  private static void assertRefused(String problem, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }
}
