package dev.crow.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingKeyTests {

  private static final byte[] CLEAR = "who it is".getBytes(StandardCharsets.UTF_8);

  private final SealingKey key = SealingKey.derivedFrom("a secret", "tests");

  @Test
  void opensWhatItSealed() throws GeneralSecurityException {
    byte[] sealed = key.seal(CLEAR, "row 1");
    assertThat(key.open(sealed, "row 1")).isEqualTo(CLEAR);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("who");
    assertThat(key.seal(CLEAR, "row 1")).isNotEqualTo(sealed);
    assertThat(SealingKey.derivedFrom("a secret", "tests").open(sealed, "row 1")).isEqualTo(CLEAR);
  }

  @Test
  void opensNothingThatWasMovedOrIsOfAnotherKey() {
    byte[] sealed = key.seal(CLEAR, "row 1");
    assertThatThrownBy(() -> key.open(sealed, "row 2"))
        .isInstanceOf(GeneralSecurityException.class);
    for (SealingKey other :
        new SealingKey[] {
          SealingKey.derivedFrom("a secret", "others"),
          SealingKey.derivedFrom("another secret", "tests"),
          SealingKey.of(new byte[32])
        }) {
      assertThatThrownBy(() -> other.open(sealed, "row 1"))
          .isInstanceOf(GeneralSecurityException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 11, 12, 27, 36})
  void opensNothingThatWasCut(int length) {
    byte[] cut = Arrays.copyOf(key.seal(CLEAR, "row 1"), length);
    assertThatThrownBy(() -> key.open(cut, "row 1")).isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void namesAreTheSameForTheSameKeyOnly() {
    assertThat(key.nameOf("127.0.0.1")).hasSize(32).isEqualTo(key.nameOf("127.0.0.1"));
    assertThat(SealingKey.derivedFrom("another secret", "tests").nameOf("127.0.0.1"))
        .isNotEqualTo(key.nameOf("127.0.0.1"));
  }

  @Test
  void printsNothing() {
    assertThat(key).hasToString("SealingKey[hidden]");
  }
}
