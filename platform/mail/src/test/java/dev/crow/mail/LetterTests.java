package dev.crow.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LetterTests {

  private final Letter letter = new Letter("Hello {{name}},\n\n{{link}}\n\nBye.\n", "Look & see");

  @Test
  void escapesValuesInHtmlOnly() {
    Map<String, String> values = Map.of("name", "<b>{{link}}</b>", "link", "https://a.example/#x");
    assertThat(letter.text(values)).startsWith("Hello <b>{{link}}</b>,\n\nhttps://a.example/#x\n");
    assertThat(letter.html(values))
        .contains("<p>Hello &lt;b&gt;{{link}}&lt;/b&gt;,</p>", "<p>Bye.</p>")
        .contains("<p><a href=\"https://a.example/#x\">Look &amp; see</a></p>");
  }

  @Test
  void keepsTheLinesOfValues() {
    assertThat(new Letter("{{list}}", "").html(Map.of("list", "one\ntwo")))
        .contains("<p>one<br>\ntwo</p>");
  }

  @Test
  void refusesToLeaveAGap() {
    assertThatIllegalArgumentException().isThrownBy(() -> letter.text(Map.of("name", "Ada")));
  }
}
