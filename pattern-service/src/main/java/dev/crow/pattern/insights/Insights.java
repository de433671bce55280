package dev.crow.pattern.insights;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.pattern.mining.TimePeriod;
import dev.crow.pattern.results.Pattern;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A period summed up.
 *
 * @param period how long a time
 * @param start its first day; absent where nothing was worked out yet
 * @param end day after its last; absent for all time
 * @param summary two or three sentences
 * @param generator what wrote the summary: templates, or the name of a model
 * @param figures counts of the period
 * @param previous counts of the period before, or null
 * @param fresh what was not there before, the weightiest first
 * @param growing what is larger than before
 * @param fading what is smaller than before
 * @param gone what was there before
 * @param actions what to do, the most worthwhile first
 */
@Schema(name = "Insights")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Insights(
    String period,
    @Nullable LocalDate start,
    @Nullable LocalDate end,
    String summary,
    String generator,
    @Nullable Figures figures,
    @Nullable Figures previous,
    List<Insight> fresh,
    List<Insight> growing,
    List<Insight> fading,
    List<Insight> gone,
    List<Action> actions) {

  static Insights nothing(TimePeriod period) {
    return new Insights(
        period.word(),
        null,
        null,
        "Nothing was worked out yet: there are no interactions.",
        Pattern.TEMPLATES,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /**
   * The way to an order.
   *
   * @param visits of any sort
   * @param product of them, those that saw a product
   * @param cart of them, those with something in the cart
   * @param checkout of them, those that began a checkout
   * @param purchase of them, those that bought
   * @param revenue by currency
   */
  @Schema(name = "InsightFigures")
  record Figures(
      long visits, long product, long cart, long checkout, long purchase, List<Revenue> revenue) {}

  /**
   * @param currency ISO 4217 code; empty where none was sent
   * @param minor in its smallest unit
   */
  @Schema(name = "InsightRevenue")
  record Revenue(String currency, long minor) {}

  /**
   * A pattern in short.
   *
   * @param patternId to read more
   */
  @Schema(name = "Insight")
  record Insight(
      String patternId, String kind, String title, String description, double confidence) {}

  /**
   * Something to do.
   *
   * @param priority 1 for the most worthwhile
   * @param patternId why
   */
  @Schema(name = "InsightAction")
  record Action(int priority, String advice, String because, String patternId) {}
}
