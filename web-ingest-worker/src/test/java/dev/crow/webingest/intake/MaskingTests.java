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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.77                 | 203.0.113.0
          2001:db8:1234:5678::9        | 2001:db8:1234:0:0:0:0:0
          ::ffff:203.0.113.77          | 203.0.113.0
          203.0.113.77, 198.51.100.9   | 203.0.113.0, 198.51.100.0
          IP67                         | IP67
          67                           | 67
          203.0.113.77:4711            | [masked]
          """)
  void keepsTheNetworkOfAnAddressAndNoMore(String address, String kept) {
    for (String name : List.of("ip", "IP", "client_ip", "x-forwarded-for")) {
      assertThat(Masking.properties(Map.of(name, address))).containsEntry(name, kept);
    }
    assertThat(Masking.properties(Map.of("version", "10.0.0.1"))).containsValue("10.0.0.1");
  }
}
