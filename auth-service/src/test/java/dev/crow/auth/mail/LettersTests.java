package dev.crow.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LettersTests {

  private static final String TOKEN = "t".repeat(43);

  private final Letters letters = new Letters();
  private final LinkProperties links =
      new LinkProperties(URI.create("https://crow.brand.example/"));

  @ParameterizedTest
  @EnumSource
  void saysTheSameInBothPartsWithOneLinkAndNoSecretOutsideIt(MailTemplate template) {
    String link = links.to(template.page(), TOKEN);
    Map<String, String> values =
        Map.of(
            "link", link,
            "name", "Ada & <Co>",
            "inviter", "Max",
            "organization", "Brand",
            "state", "on");
    String text = letters.text(template, values);
    String html = letters.html(template, values);
    assertThat(text).containsOnlyOnce(link).doesNotContain("{{", "<p>");
    assertThat(html)
        .containsOnlyOnce("<a href=\"" + link + "\">" + template.button() + "</a>")
        .doesNotContain("{{", "<Co>", "<script", "<img");
    assertThat(text.replace(link, "")).doesNotContain(TOKEN);
    assertThat(html.replace(link, "")).doesNotContain(TOKEN);
    assertThat(template.subject()).hasSizeBetween(10, 60).doesNotContain("{{", "#");
    assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(120));
  }

  @Test
  void leadsToTheConfiguredSiteWithTheTokenWhereNoServerSeesIt() {
    assertThat(links.to("verify-email", TOKEN))
        .isEqualTo("https://crow.brand.example/verify-email#token=" + TOKEN);
    assertThat(links.to("sign-in", "")).isEqualTo("https://crow.brand.example/sign-in");
  }
}
