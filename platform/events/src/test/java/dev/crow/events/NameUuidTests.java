package dev.crow.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameUuidTests {

  @Test
  void isTheSameForTheSameName() {
    assertThat(NameUuid.of("org", "web", "s-1"))
        .isEqualTo(NameUuid.of("org", "web", "s-1"))
        .hasToString("96880bca-2e70-86e6-8631-b857e8e8101c");
  }

  @Test
  void tellsPartsApart() {
    assertThat(NameUuid.of("a", "bc")).isNotEqualTo(NameUuid.of("ab", "c"));
  }

  @Test
  void isOfVersion8() {
    assertThat(NameUuid.of("x").version()).isEqualTo(8);
    assertThat(NameUuid.of("x").variant()).isEqualTo(2);
  }
}
