package dev.crow.analytics.billing;

import dev.crow.analytics.billing.BillingProperties.ModulePrice;
import dev.crow.analytics.billing.Statement.Line;
import dev.crow.analytics.usage.Metered;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Works out what a month costs. A module costs for the days it is booked on, and brings its
 * allowance for them; amounts are rounded once, line by line.
 */
final class Pricing {

  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
  private static final int BYTES_TO_GIGABYTES = 9;
  private static final int SHARES = 6;

  private final BillingProperties prices;

  Pricing(BillingProperties prices) {
    this.prices = prices;
  }

  /** A module as it is paid. */
  private record Booked(String module, Booking.Period period) {}

  /**
   * What a month brings.
   *
   * @param interactions by module
   * @param patterns of all modules together
   * @param payAsYouGo whether more is charged
   */
  record Allowance(Map<String, Long> interactions, long patterns, boolean payAsYouGo) {}

  Statement statement(
      YearMonth month, List<Booking> bookings, Map<Metered, Map<String, Long>> used) {
    List<Line> lines = new ArrayList<>();
    days(month, bookings)
        .forEach((booked, days) -> lines.add(line(booked, days, month.lengthOfMonth())));
    Allowance allowance = allowance(month, bookings);
    if (allowance.payAsYouGo()) {
      addOverage(lines, allowance, used);
    }
    addStorage(lines, month, used);
    addModels(lines, used);
    long net = lines.stream().mapToLong(Line::amountMinor).sum();
    long tax =
        BigDecimal.valueOf(net)
            .multiply(prices.taxPercent())
            .movePointLeft(2)
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact();
    return new Statement(
        month.atDay(1),
        month.plusMonths(1).atDay(1),
        prices.currency().getCurrencyCode(),
        lines,
        net,
        prices.taxName(),
        prices.taxPercent(),
        tax,
        Math.addExact(net, tax));
  }

  Allowance allowance(YearMonth month, List<Booking> bookings) {
    Map<String, Long> interactions = new TreeMap<>();
    long patterns = 0;
    for (Map.Entry<Booked, Integer> each : days(month, bookings).entrySet()) {
      ModulePrice price = price(each.getKey());
      int length = month.lengthOfMonth();
      interactions.merge(
          each.getKey().module(), price.interactions() * each.getValue() / length, Long::sum);
      patterns += price.patterns() * each.getValue() / length;
    }
    NavigableMap<LocalDate, Booking> history = history(bookings);
    boolean payAsYouGo =
        month
            .atDay(1)
            .datesUntil(month.plusMonths(1).atDay(1))
            .map(history::floorEntry)
            .filter(Objects::nonNull)
            .map(Map.Entry::getValue)
            .anyMatch(booking -> booking.payAsYouGo() && !booking.modules().isEmpty());
    return new Allowance(interactions, patterns, payAsYouGo);
  }

  /** On how many days of the month each module was booked. */
  private static Map<Booked, Integer> days(YearMonth month, List<Booking> bookings) {
    NavigableMap<LocalDate, Booking> history = history(bookings);
    Map<Booked, Integer> days = new LinkedHashMap<>();
    for (int day = 1; day <= month.lengthOfMonth(); day++) {
      Map.Entry<LocalDate, Booking> inForce = history.floorEntry(month.atDay(day));
      if (inForce != null) {
        Booking booking = inForce.getValue();
        booking.modules().stream()
            .sorted()
            .forEach(module -> days.merge(new Booked(module, booking.period()), 1, Integer::sum));
      }
    }
    return days;
  }

  private static NavigableMap<LocalDate, Booking> history(List<Booking> bookings) {
    NavigableMap<LocalDate, Booking> history = new TreeMap<>();
    bookings.forEach(booking -> history.put(booking.validFrom(), booking));
    return history;
  }

  /** A module that is not sold any more costs what it says in the configuration: nothing. */
  private ModulePrice price(Booked booked) {
    return prices
        .modules()
        .getOrDefault(
            booked.module(),
            new ModulePrice(booked.module(), BigDecimal.ZERO, BigDecimal.ZERO, 0, 0));
  }

  private Line line(Booked booked, int days, int length) {
    ModulePrice price = price(booked);
    BigDecimal share =
        BigDecimal.valueOf(days).divide(BigDecimal.valueOf(length), SHARES, RoundingMode.HALF_UP);
    BigDecimal perMonth =
        booked.period() == Booking.Period.ANNUAL ? price.annual() : price.monthly();
    String text =
        "%s, paid %s, %d of %d days"
            .formatted(
                price.name(),
                booked.period() == Booking.Period.ANNUAL ? "annually" : "monthly",
                days,
                length);
    BigDecimal amount =
        perMonth
            .multiply(BigDecimal.valueOf(days))
            .divide(BigDecimal.valueOf(length), MathContext.DECIMAL64);
    return new Line(text, share, "months", perMonth, minor(amount));
  }

  private void addOverage(
      List<Line> lines, Allowance allowance, Map<Metered, Map<String, Long>> used) {
    used.getOrDefault(Metered.INTERACTIONS, Map.of())
        .forEach(
            (source, quantity) -> {
              long over = quantity - allowance.interactions().getOrDefault(source, 0L);
              if (over > 0) {
                lines.add(
                    thousands(
                        "Interactions beyond the allowance, " + source,
                        over,
                        prices.overage().thousandInteractions()));
              }
            });
    long patterns = sum(used, Metered.PATTERNS) - allowance.patterns();
    if (patterns > 0) {
      lines.add(
          thousands(
              "Patterns beyond the allowance", patterns, prices.overage().thousandPatterns()));
    }
  }

  private Line thousands(String text, long quantity, BigDecimal price) {
    BigDecimal thousands = BigDecimal.valueOf(quantity).divide(THOUSAND);
    return new Line(text, thousands, "thousand", price, minor(thousands.multiply(price)));
  }

  private void addStorage(List<Line> lines, YearMonth month, Map<Metered, Map<String, Long>> used) {
    BigDecimal gigabytes =
        BigDecimal.valueOf(averageStorage(month, used)).movePointLeft(BYTES_TO_GIGABYTES);
    BigDecimal price = prices.overage().storageMonth();
    if (gigabytes.signum() > 0 && price.signum() > 0) {
      BigDecimal rounded = gigabytes.setScale(3, RoundingMode.HALF_UP);
      lines.add(
          new Line(
              "Storage, average of the month",
              rounded,
              "GB months",
              price,
              minor(rounded.multiply(price))));
    }
  }

  /** Bytes, over all days of the month. */
  static long averageStorage(YearMonth month, Map<Metered, Map<String, Long>> used) {
    return sum(used, Metered.STORAGE) / month.lengthOfMonth();
  }

  private void addModels(List<Line> lines, Map<Metered, Map<String, Long>> used) {
    BigDecimal asked = BigDecimal.valueOf(sum(used, Metered.AI_COST)).movePointLeft(6);
    BigDecimal factor = prices.overage().aiFactor();
    if (asked.signum() > 0 && factor.signum() > 0) {
      lines.add(
          new Line(
              "Calls of AI models",
              asked,
              prices.currency().getCurrencyCode(),
              factor,
              minor(asked.multiply(factor))));
    }
  }

  /** What models cost, in the currency's smallest unit. */
  long modelsMinor(Map<Metered, Map<String, Long>> used) {
    return minor(BigDecimal.valueOf(sum(used, Metered.AI_COST)).movePointLeft(6));
  }

  static long sum(Map<Metered, Map<String, Long>> used, Metered measure) {
    return used.getOrDefault(measure, Map.of()).values().stream().mapToLong(Long::longValue).sum();
  }

  private long minor(BigDecimal amount) {
    return amount
        .movePointRight(Math.max(0, prices.currency().getDefaultFractionDigits()))
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }
}
