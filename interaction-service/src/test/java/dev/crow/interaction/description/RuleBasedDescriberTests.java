package dev.crow.interaction.description;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.WebEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleBasedDescriberTests {

  private final RuleBasedDescriber describer = new RuleBasedDescriber();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abandoned-cart",
        "abandoned-checkout-payment-error",
        "bounce",
        "custom-events",
        "cut-when-full",
        "many-products",
        "order-then-error",
        "purchase-two-items",
        "reading-pages",
        "search-finds-nothing",
        "single-page-view",
        "single-product-sizes",
        "slow-and-broken"
      })
  void tellsTheSessionAsExpected(String name) {
    SessionClosed session = SessionFixtures.read(name);
    Description description = describer.describe(session);
    assertThat(description.text()).isEqualTo(SessionFixtures.text(name));
    assertThat(new DescriptionVerifier().violations(session, description)).isEmpty();
  }

  @Test
  void whatTheSdkAddsByItselfIsNoDeedOfTheVisitor() {
    WebEvent page = SessionFixtures.event(1, "page_view", Map.of());
    WebEvent left = SessionFixtures.event(2, "custom", Map.of("name", "crow.page_leave"));
    Description visit = describer.describe(SessionFixtures.of(page, left));
    assertThat(visit.outcome()).isEqualTo(Outcome.BOUNCED);
    assertThat(visit.text()).isNotBlank().doesNotContain("crow.");
    assertThat(describer.describe(SessionFixtures.of(left)).text()).doesNotContain("crow.");
  }

  @Test
  void labelsAnAbandonedCheckout() {
    Description description =
        describer.describe(SessionFixtures.read("abandoned-checkout-payment-error"));
    assertThat(description.outcome()).isEqualTo(Outcome.ABANDONED_CHECKOUT);
    assertThat(description.tags())
        .containsExactly("abandoned-cart", "abandoned-checkout", "rage-click", "api-error");
    assertThat(description.products())
        .extracting(ProductMention::productId)
        .containsExactly("p1", "p2");
    assertThat(description.products().getLast().roles())
        .containsExactly(
            ProductMention.Role.VIEWED,
            ProductMention.Role.ZOOMED,
            ProductMention.Role.CHOSEN,
            ProductMention.Role.CARTED);
    assertThat(description.generator()).isEqualTo("rules/1");
  }

  @Test
  void citesForEachSentenceOnlyWhatSupportsIt() {
    Description description = describer.describe(SessionFixtures.read("order-then-error"));
    assertThat(description.sentences())
        .extracting(Sentence::eventIds)
        .containsExactly(List.of("e1", "e3"), List.of("e2"), List.of("e2", "e3"));
  }

  @Test
  void isSurerOfASessionWithNamesAndPrices() {
    double bare = describer.describe(SessionFixtures.read("custom-events")).confidence();
    double rich =
        describer.describe(SessionFixtures.read("abandoned-checkout-payment-error")).confidence();
    assertThat(bare).isBetween(0.0, rich);
    assertThat(rich).isGreaterThan(0.9).isLessThanOrEqualTo(1.0);
  }
}
