package dev.crow.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirewallTests {

  private static final Pattern DEFAULT = Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}]]*");

  @Test
  void judgesEveryCharacterAsSpringSecurityDoes() {
    assertThat(
            IntStream.rangeClosed(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
                .mapToObj(Character::toString)
                .filter(text -> Firewall.isPlain(text) != DEFAULT.matcher(text).matches()))
        .isEmpty();
  }

  @Test
  void looksThroughTheWholeValue() {
    assertThat(Firewall.isPlain("Bearer abc.def")).isTrue();
    assertThat(Firewall.isPlain("Bearer abc\r\nX-Evil: 1")).isFalse();
    assertThat(Firewall.isPlain("")).isTrue();
  }
}
