package dev.crow.interaction.description;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.web.v1.SessionClosed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptionVerifierTests {

  private final DescriptionVerifier verifier = new DescriptionVerifier();
  private final SessionClosed session = SessionFixtures.read("abandoned-checkout-payment-error");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "They looked at the Alpine Jacket for €119.   | e3      | number €119",
        "They looked at the Storm Shell.              | e3      | product Storm Shell",
        "They searched for “rain coat”.               | e2      | quotation rain coat",
        "They clicked “Pay now” six times.            | e10     | count six",
        "They spent about nine minutes here.          | e1 e11  | duration about nine minutes",
        "They came from Bing to look.                 | e1      | name Bing",
        "They clicked “Pay now” five times.           | e9      | quotation Pay now"
      })
  void findsWhatTheCitedEventsDoNotSay(String text, String ids, String violation) {
    assertThat(violations(text, ids.split(" "))).contains(violation);
  }

  @Test
  void findsAnUnknownEvent() {
    assertThat(violations("They left.", "e1", "e99")).containsExactly("unknown event e99");
  }

  @Test
  void acceptsWhatTheCitedEventsSay() {
    assertThat(violations("They came from Google and saw the Alpine Jacket (€129).", "e1", "e3"))
        .isEmpty();
  }

  private List<String> violations(String text, String... ids) {
    Sentence sentence = new Sentence(text, List.of(ids));
    return verifier.violations(
        session,
        new Description(
            text, List.of(sentence), List.of(), Outcome.VISITED, List.of(), 1, "other/1"));
  }
}
