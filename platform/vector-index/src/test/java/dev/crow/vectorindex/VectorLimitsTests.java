package dev.crow.vectorindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VectorLimitsTests {

  private static final float[] VECTOR = {1, 0};

  @Test
  void refusesMetadataBeyondTenKibibytes() {
    Map<String, String> metadata = new HashMap<>();
    metadata.put("k", "v".repeat(10 * 1024 - 1));
    assertThat(document("text", metadata, Instant.EPOCH).metadata()).isEqualTo(metadata);
    metadata.put("l", "");
    assertRefused("metadata is larger than 10 KiB", () -> document("", metadata, Instant.EPOCH));
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
        "a vector or a text", () -> new VectorQuery("acme", null, null, 5, Map.of(), null, null));
  }

  @Test
  void refusesMetadataKeysThatAreNoNames() {
    assertRefused("metadata key", () -> document("", Map.of("a\u0000b", "c"), Instant.EPOCH));
    assertRefused("metadata key", () -> document("", Map.of("", "c"), Instant.EPOCH));
    assertRefused("metadata value", () -> document("", Map.of("k", "\uDC00"), Instant.EPOCH));
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
      String text, Map<String, String> metadata, Instant timestamp) {
    return new VectorDocument("acme", "a", VECTOR, text, metadata, timestamp);
  }

  private static void assertRefused(String problem, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }
}
