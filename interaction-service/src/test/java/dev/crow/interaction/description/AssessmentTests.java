package dev.crow.interaction.description;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.interaction.description.Sentiment.Tone;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssessmentTests {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          abandoned-cart, BEHAVIOURAL, CHOOSE, NEUTRAL
          abandoned-checkout-payment-error, DETERMINISTIC, BUY, NEGATIVE
          bounce, BEHAVIOURAL, UNKNOWN, NEUTRAL
          many-products, BEHAVIOURAL, CHOOSE, NEUTRAL
          order-then-error, DETERMINISTIC, BUY, POSITIVE
          purchase-two-items, BEHAVIOURAL, BUY, POSITIVE
          reading-pages, BEHAVIOURAL, GET_HELP, NEUTRAL
          search-finds-nothing, BEHAVIOURAL, FIND, NEUTRAL
          single-page-view, EMPTY, UNKNOWN, NEUTRAL
          slow-and-broken, DETERMINISTIC, BROWSE, NEGATIVE
          """)
  void followsItsRules(String session, Triage triage, Intent intent, Tone tone) {
    Assessment assessment = Assessment.of(SessionFixtures.read(session));
    assertThat(assessment.triage()).isEqualTo(triage);
    assertThat(assessment.intent()).isEqualTo(intent);
    assertThat(assessment.sentiment().tone())
        .as("%s", assessment.sentiment().reasons())
        .isEqualTo(tone);
  }

  @Test
  void namesWhatCounted() {
    SessionClosed session =
        SessionFixtures.of(
            event(1, "add_to_cart", Map.of("productId", "p")),
            event(2, "rage_click", Map.of("text", "Pay")),
            event(3, "api_error", Map.of("status", 503)),
            event(4, "purchase", Map.of("orderId", "o")));
    assertThat(Assessment.of(session).sentiment())
        .isEqualTo(
            new Sentiment(
                Tone.MIXED, List.of("purchase", "added-to-cart", "rage-click", "server-error")));
  }

  @Test
  void aPageThatIsKnownToShowAProductIsALookAtIt() {
    SessionClosed session =
        SessionFixtures.of(
            event(1, "page_view", Map.of("productId", "p", "productName", "Desk Lamp")),
            event(2, "scroll", Map.of()));
    assertThat(Assessment.of(session).intent()).isEqualTo(Intent.BROWSE);
    assertThat(new RuleBasedDescriber().describe(session).text()).contains("the Desk Lamp");
  }

  private static WebEvent event(int number, String type, Map<String, Object> properties) {
    return SessionFixtures.event(number, type, properties);
  }
}
