package dev.crow.interaction.description;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.interaction.v1.InteractionFacts;
import dev.crow.contracts.interaction.v1.InteractionFacts.Money;
import dev.crow.contracts.interaction.v1.InteractionFacts.Product;
import dev.crow.contracts.interaction.v1.InteractionFacts.Trouble;
import dev.crow.contracts.web.v1.SessionContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionFactsTests {

  @Test
  void countsAPurchase() {
    InteractionFacts facts = SessionFacts.of(SessionFixtures.read("purchase-two-items"));
    assertThat(facts.outcome()).isEqualTo("purchased");
    assertThat(facts.steps()).containsExactly("product", "cart", "checkout", "purchase");
    assertThat(facts.revenue()).isNotNull().extracting(Money::minor).isEqualTo(8_980L);
    assertThat(facts.products())
        .filteredOn(product -> product.roles().contains("purchased"))
        .hasSize(2)
        .extracting(Product::price)
        .doesNotContainNull();
  }

  @Test
  void namesTroubleByKindAndPlace() {
    InteractionFacts facts =
        SessionFacts.of(SessionFixtures.read("abandoned-checkout-payment-error"));
    assertThat(facts.outcome()).isEqualTo("abandoned_checkout");
    assertThat(facts.troubles()).extracting(Trouble::kind).contains(Tags.API_ERROR);
    assertThat(facts.troubles()).extracting(Trouble::what).doesNotContainNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "'Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) Mobile/15E148', -, tablet",
        "'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) Mobile/15E148', -, mobile",
        "'Mozilla/5.0 (Linux; Android 15; SM-X910) Chrome/138.0', -, tablet",
        "'Mozilla/5.0 (Linux; Android 15; Pixel 9) Mobile Safari', -, mobile",
        "'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0', 390, desktop",
        "-, 390, mobile",
        "-, 1920, desktop",
        "-, -, -"
      })
  void tellsDevicesApart(
      @Nullable String agent, @Nullable Integer width, @Nullable String expected) {
    SessionContext context =
        new SessionContext(null, null, null, null, agent, null, null, width, null);
    assertThat(Device.of(context)).isEqualTo(expected);
  }
}
