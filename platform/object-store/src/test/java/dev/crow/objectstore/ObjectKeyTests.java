package dev.crow.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTests {

  @Test
  void readsLikeAPath() {
    ObjectKey key = ObjectKey.of("raw/sessions", "org-1", "web", "Session_1.2.json");
    assertThat(key.value()).isEqualTo("raw/sessions/org-1/web/Session_1.2.json");
    assertThat(key.organizationId()).isEqualTo("org-1");
  }

  @ParameterizedTest
  @CsvSource({
    "..,~2E.",
    ".,~2E",
    "a/b,a~2Fb",
    "a~b,a~7Eb",
    "%2F,~252F",
    "é,~C3~A9",
    ".hidden,~2Ehidden",
    "a b,a~20b"
  })
  void escapesWhatCouldLeaveTheSegment(String segment, String escaped) {
    assertThat(ObjectKey.of("a", "o", segment).value()).isEqualTo("a/o/" + escaped);
    assertThat(ObjectKey.of("a", segment, "x").value()).isEqualTo("a/" + escaped + "/x");
  }

  @Test
  void shortensALongSegmentToAFileName() {
    String value = ObjectKey.of("a", "o", "é".repeat(2_000)).value();
    String name = value.substring("a/o/".length());
    assertThat(name).hasSizeLessThanOrEqualTo(200).contains("~~");
    assertThat(ObjectKey.of("a", "o", "é".repeat(1_999)).value()).isNotEqualTo(value);
    assertThat(ObjectKey.of("a", "o", "é".repeat(2_000)).value()).isEqualTo(value);
    // What a shortened name looks like is no way to reach it.
    assertThat(ObjectKey.of("a", "o", name).value()).isNotEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/raw", "raw/", "raw//sessions", "../raw", "Raw", "raw sessions", "raw\n"})
  void refusesAnAreaThatCodeWouldNotChoose(String area) {
    assertThatIllegalArgumentException().isThrownBy(() -> ObjectKey.of(area, "o", "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> ObjectPrefix.of(area, "o"));
  }

  @Test
  void refusesEmptyParts() {
    assertThatIllegalArgumentException().isThrownBy(() -> ObjectKey.of("a", "", "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> ObjectKey.of("a", "o", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> ObjectKey.of("a", "o"));
    assertThatIllegalArgumentException().isThrownBy(() -> ObjectPrefix.of("a", ""));
  }

  @Test
  void refusesAKeyThatNoStoreTakes() {
    String[] deep = new String[600];
    Arrays.fill(deep, "x");
    assertThatIllegalArgumentException().isThrownBy(() -> ObjectKey.of("a", "o", deep));
  }

  @Test
  void aPrefixCoversItsOwnOrganizationAlone() {
    ObjectPrefix prefix = ObjectPrefix.of("raw", "org-1");
    assertThat(prefix.contains(ObjectKey.of("raw", "org-1", "s").value())).isTrue();
    assertThat(prefix.contains(ObjectKey.of("raw", "org-12", "s").value())).isFalse();
    assertThat(prefix.contains("raw/org-1/")).isFalse();
    assertThat(prefix.key("raw/org-1/s")).isEqualTo(ObjectKey.of("raw", "org-1", "s"));
    assertThatIllegalArgumentException().isThrownBy(() -> prefix.key("raw/org-12/s"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Injected: 1", "é", " padded", "tab\t"})
  void refusesMetadataThatCouldAddAHeader(String value) {
    byte[] none = new byte[0];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ObjectContent(none, "text/plain", Map.of("name", value)));
    assertThatIllegalArgumentException().isThrownBy(() -> new ObjectContent(none, value, Map.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ObjectContent(none, "text/plain", Map.of("Name " + value, "x")));
  }

  @Test
  void refusesMoreMetadataThanStoresTake() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new ObjectContent(new byte[0], "text/plain", Map.of("n", "x".repeat(2_048))));
  }
}
