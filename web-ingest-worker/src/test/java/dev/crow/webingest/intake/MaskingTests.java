package dev.crow.webingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTests {

  @ParameterizedTest
  @CsvSource({
    "write to jane.doe@example.com now, write to [email] now",
    "https://shop.example/?mail=jane%40example.com&x=1, https://shop.example/?mail=[email]&x=1",
    "4111 1111 1111 1111, [card]",
    "card 4111111111111111 declined, card [card] declined",
    "5500-0000-0000-0004, [card]"
  })
  void takesOutAddressesAndCardNumbers(String text, String masked) {
    assertThat(Masking.text(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"order 4111111111111112", "1763712000000", "@home", "size 42", "+49 30 1234567"})
  void leavesWhatIsNeither(String text) {
    assertThat(Masking.text(text)).isEqualTo(text);
  }

  @Test
  void masksWhateverStandsUnderASecretName() {
    assertThat(
            Masking.properties(
                Map.of("Password", "x", "card_number", 7, "form", Map.of("cvv", List.of(1, 2)))))
        .isEqualTo(
            Map.of(
                "Password", Masking.SECRET,
                "card_number", Masking.SECRET,
                "form", Map.of("cvv", Masking.SECRET)));
  }

  @Test
  void looksIntoListsAndObjects() {
    assertThat(Masking.properties(Map.of("a", List.of(Map.of("b", "x@y.example")))))
        .isEqualTo(Map.of("a", List.of(Map.of("b", Masking.EMAIL))));
  }
}
