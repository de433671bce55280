package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.demo.driver.Ledger;
import dev.crow.demo.driver.TrafficDriver;
import dev.crow.demo.driver.TrafficSettings;
import dev.crow.demo.session.DemoSession;
import dev.crow.demo.session.SessionGenerator;
import dev.crow.demo.world.PlantedTruths;
import dev.crow.demo.world.World;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A week of the demo's shoppers, and what was planted in it. */
final class PlantedWeek {

  static final int SESSIONS = 600;

  /** Of so few sessions not every truth can be told from chance. */
  static final int FEWEST_TRUTHS = 5;

  private static final long SEED = 42;

  private PlantedWeek() {}

  /** Sends the visits, each to its end; all of them are accepted. */
  static void send(Api api) throws InterruptedException {
    SessionGenerator generator =
        new SessionGenerator(
            World.standard(),
            SEED,
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            Duration.ofDays(7),
            PlantedTruths.ALL);
    List<DemoSession> sessions =
        generator.stream()
            .limit(SESSIONS)
            .sorted(Comparator.comparing(DemoSession::startedAt))
            .toList();
    TrafficSettings settings =
        TrafficSettings.of(URI.create(api.gateway()), api.writeKey())
            .atOnce(32)
            .spreadOver(Duration.ZERO, Duration.ofSeconds(5));
    Ledger ledger = new TrafficDriver(settings).send(sessions);
    assertThat(ledger.failed()).isEmpty();
    assertThat(ledger.refused()).isEmpty();
  }

  /** Those of the planted truths that a pattern names. */
  static Set<String> namedBy(Collection<JsonNode> patterns) {
    Set<String> named = new TreeSet<>();
    truths()
        .forEach(
            (truth, names) -> {
              if (patterns.stream().anyMatch(names)) {
                named.add(truth);
              }
            });
    return named;
  }

  /** By planted truth, which patterns name it. */
  private static Map<String, Predicate<JsonNode>> truths() {
    Map<String, Predicate<JsonNode>> truths = new LinkedHashMap<>();
    truths.put(
        PlantedTruths.PRICE_RISE,
        p -> is(p, "product-cart-rate") && subject(p).equals(PlantedTruths.RAISED_PRODUCT));
    truths.put(
        PlantedTruths.BROKEN_VOUCHER,
        p ->
            is(p, "trouble-rate")
                && (subject(p).endsWith("Apply voucher")
                    || subject(p).endsWith("/api/vouchers/apply")));
    truths.put(
        PlantedTruths.RISING_PRODUCT_TREND,
        p -> is(p, "product-interest") && subject(p).equals(PlantedTruths.RISING_PRODUCT));
    truths.put(
        PlantedTruths.SLOW_CATEGORY_PAGE,
        p ->
            p.path("kind").asString().equals("friction")
                && subject(p).contains("/" + PlantedTruths.SLOW_CATEGORY));
    truths.put(
        PlantedTruths.MOBILE_ADDRESS_FORM,
        p ->
            p.path("segment").asString("").equals("device=mobile")
                && is(p, "trouble-rate")
                && subject(p).startsWith("form-trouble"));
    truths.put(
        PlantedTruths.BOUGHT_TOGETHER,
        p ->
            is(p, "bought-together")
                && subject(p).contains(PlantedTruths.SHOES)
                && subject(p).contains(PlantedTruths.SOCKS));
    truths.put(
        PlantedTruths.MISSING_PRODUCT,
        p -> is(p, "vain-search-rate") && subject(p).equals(PlantedTruths.MISSING_QUERY));
    return truths;
  }

  private static boolean is(JsonNode pattern, String measure) {
    return pattern.path("measure").asString().equals(measure);
  }

  private static String subject(JsonNode pattern) {
    return pattern.path("subject").asString();
  }

  /** What was used, over all days. */
  static long sum(JsonNode usage, String measure, String source) {
    return usage
        .path("days")
        .valueStream()
        .filter(day -> day.path("measure").asString().equals(measure))
        .filter(day -> day.path("source").asString().equals(source))
        .mapToLong(day -> day.path("quantity").asLong())
        .sum();
  }
}
