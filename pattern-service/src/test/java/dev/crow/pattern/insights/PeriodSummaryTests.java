package dev.crow.pattern.insights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.pattern.insights.Insights.Figures;
import dev.crow.pattern.mining.TimePeriod;
import dev.crow.pattern.results.Pattern;
import dev.crow.pattern.results.Statistics;
import dev.crow.pattern.results.Statistics.Difference;
import dev.crow.pattern.results.Statistics.Measured;
import dev.crow.pattern.results.Status;
import dev.crow.pattern.wording.BriefCheck;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model may say of a period. */
class PeriodSummaryTests {

  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

  private final PeriodSummary summary =
      new PeriodSummary(
          figures(1_120, 45),
          figures(1_000, 50),
          List.of(
              pattern("a", Status.NEW, "More orders"),
              pattern("b", Status.STEADY, "Fewer orders"),
              pattern("c", Status.GONE, "Slow pages")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,120 visits.",
        "There were 1,120 visits, 12% more than in the period before, and 45 orders.",
        "1,120 visits and 45 orders. 2 patterns were found, 1 of them new; foremost: More orders.",
        "Of these 1,120 visits, 2 patterns were found, and 1 pattern is gone."
      })
  void whatIsSoMayBeSaid(String description) {
    assertThat(violations(description)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,121 visits.",
        "1,120 visits, 12% fewer than in the period before.",
        "1,120 visits. 45 orders, 12% more than in the period before.",
        "1,120 visits. 45 orders, 1 of them new.",
        "1,120 visits. 45 orders are gone.",
        "1,120 visits. 2 patterns are gone.",
        "1,120 visits. Foremost: Fewer orders.",
        "1,120 visits because of the campaign.",
        "45 orders.",
        "1,120 orders."
      })
  void whatIsNotSoMayNot(String description) {
    assertThat(violations(description)).isNotEmpty();
  }

  @Test
  void wordsHoldAsLongAsTheFiguresDo() {
    List<Pattern> renamed = List.of(pattern("a", Status.NEW, "A better title"));
    List<Pattern> named = List.of(pattern("a", Status.NEW, "More orders"));
    List<Pattern> others = List.of(pattern("d", Status.NEW, "More orders"));
    String key = new PeriodSummary(figures(10, 1), null, named).brief().key();
    assertThat(new PeriodSummary(figures(10, 1), null, renamed).brief().key()).isEqualTo(key);
    assertThat(new PeriodSummary(figures(10, 1), null, others).brief().key()).isNotEqualTo(key);
    assertThat(new PeriodSummary(figures(10, 2), null, named).brief().key()).isNotEqualTo(key);
    assertThat(new PeriodSummary(figures(10, 1), figures(9, 1), named).brief().key())
        .isNotEqualTo(key);
  }

  private List<String> violations(String description) {
    return new BriefCheck(summary.brief()).violations("", description);
  }

  private static Figures figures(long visits, long orders) {
    return new Figures(visits, visits, orders, orders, orders, List.of());
  }

  private static Pattern pattern(String id, Status status, String title) {
    Measured share = new Measured(1, 2, 0.5, 0.1, 0.9);
    return new Pattern(
        id,
        TimePeriod.WEEK,
        MONDAY,
        MONDAY.plusWeeks(1),
        "identity-" + id,
        status,
        0,
        title,
        "A description.",
        "Advice.",
        Pattern.TEMPLATES,
        List.of(),
        0.99,
        Instant.EPOCH,
        Instant.EPOCH,
        new Pattern.About(
            "change",
            "purchase-rate",
            "",
            null,
            "up",
            MONDAY,
            MONDAY.plusWeeks(1),
            new Statistics(share, share, new Difference(0, 0, 0), 1, 0, 0.01, 0.01)));
  }
}
