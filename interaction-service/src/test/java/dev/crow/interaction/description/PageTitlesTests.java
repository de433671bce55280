package dev.crow.interaction.description;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTitlesTests {

  @Test
  void leavesOutWhatTwoPagesEndIn() {
    assertThat(read(page("Jackets | Tarnvik"), page("Trail jacket | Tarnvik")))
        .containsExactly("Jackets", "Trail jacket");
  }

  @Test
  void keepsAnEndingThatOnlyOnePageHas() {
    assertThat(read(page("Jackets | Women"), page("Jackets | Men")))
        .containsExactly("Jackets | Women", "Jackets | Men");
  }

  @Test
  void keepsAnEndingThatTheSamePageRepeats() {
    assertThat(read(page("Jackets - Men"), page("Jackets - Men")))
        .containsExactly("Jackets - Men", "Jackets - Men");
  }

  @ParameterizedTest
  @CsvSource({
    "Sale – Acme Shop, https://www.acme-shop.example/sale, Sale",
    "Sale · ACME, https://shop.acme.de/sale, Sale",
    "Sale | Acme, https://other.example/sale, Sale | Acme",
    "Sale-Acme, https://acme.example/, Sale-Acme",
    "Acme, https://acme.example/, Acme"
  })
  void leavesOutTheNameTheHostHas(String title, String url, String expected) {
    assertThat(read(page(title, url))).containsExactly(expected);
  }

  @Test
  void hasNothingForAPageWithoutATitle() {
    assertThat(read(page(null, "https://acme.example/"))).containsExactly((String) null);
  }

  private static List<@Nullable String> read(WebEvent... events) {
    PageTitles titles = PageTitles.of(List.of(events));
    List<@Nullable String> read = new ArrayList<>();
    for (WebEvent event : events) {
      read.add(titles.of(event));
    }
    return read;
  }

  private static WebEvent page(String title) {
    return page(title, null);
  }

  private static WebEvent page(@Nullable String title, @Nullable String url) {
    return new WebEvent(
        UUID.randomUUID().toString(),
        WebEventTypes.PAGE_VIEW,
        Instant.EPOCH,
        url,
        title,
        null,
        Map.of(),
        List.of());
  }
}
