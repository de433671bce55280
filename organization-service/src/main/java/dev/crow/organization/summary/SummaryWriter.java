package dev.crow.organization.summary;

import dev.crow.organization.knowledge.Chunk.Kind;
import dev.crow.organization.record.Organization;
import dev.crow.organization.summary.CatalogueFigures.Counted;
import dev.crow.organization.summary.CatalogueFigures.Prices;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words a summary from figures, by rules: each number in it was counted. */
final class SummaryWriter {

  private static final int LONGEST_NAME = 100;
  private static final int MOST = 5;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final CatalogueFigures catalogue;
  private final VisitFigures visits;

  SummaryWriter(CatalogueFigures catalogue, VisitFigures visits) {
    this.catalogue = catalogue;
    this.visits = visits;
  }

  Optional<Section> profile(@Nullable Organization record, Profile profile) {
    List<String> sentences = new ArrayList<>();
    if (record != null) {
      add(sentences, "Name", record.name());
      add(sentences, "Industry", record.industry());
      add(sentences, "People", record.size());
      add(sentences, "Website", record.website());
    }
    add(sentences, "About", profile.about());
    add(sentences, "Audience", profile.audience());
    add(sentences, "Tone of voice", profile.tone());
    List<String> markets = Objects.requireNonNull(profile.markets(), "is copied");
    add(sentences, "Markets", markets.isEmpty() ? null : String.join(", ", markets));
    return section(Kind.PROFILE, "What the organization says of itself", sentences, "\n");
  }

  private static void add(List<String> sentences, String label, @Nullable String value) {
    if (value != null) {
      sentences.add(label + ": " + value);
    }
  }

  Optional<Section> products(String organizationId) {
    long products = catalogue.products(organizationId);
    if (products == 0) {
      return Optional.empty();
    }
    List<String> sentences = new ArrayList<>();
    long categories = catalogue.categories(organizationId);
    sentences.add(
        "The catalogue holds %s%s."
            .formatted(
                many(products, "product", "products"),
                categories == 0 ? "" : " in " + many(categories, "category", "categories")));
    list(sentences, "The largest categories are", catalogue.largestCategories(organizationId));
    list(sentences, "The brands with most products are", catalogue.largestBrands(organizationId));
    catalogue.prices(organizationId).forEach(prices -> sentences.add(words(prices)));
    return section(Kind.SUMMARY, "Products", sentences, " ");
  }

  Optional<Section> visits(String organizationId, @Nullable Instant since) {
    long all = visits.visits(organizationId);
    if (all == 0 || since == null) {
      return Optional.empty();
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Since %s, %s been described."
            .formatted(DAY.format(since), many(all, "visit has", "visits have")));
    shares(sentences, "They ended as", organizationId, VisitFigures.Kind.OUTCOME, all);
    shares(sentences, "Visitors came by", organizationId, VisitFigures.Kind.ARRIVAL, all);
    shares(sentences, "They used", organizationId, VisitFigures.Kind.DEVICE, all);
    shares(sentences, "Their languages were", organizationId, VisitFigures.Kind.LANGUAGE, all);
    list(
        sentences,
        "The products looked at most are",
        visits.mostProducts(organizationId, VisitFigures.Kind.VIEWED, MOST));
    list(
        sentences,
        "The products bought most often are",
        visits.mostProducts(organizationId, VisitFigures.Kind.PURCHASED, MOST));
    return section(Kind.SUMMARY, "Visits", sentences, " ");
  }

  private void shares(
      List<String> sentences,
      String beginning,
      String organizationId,
      VisitFigures.Kind kind,
      long all) {
    String shares =
        visits.most(organizationId, kind, MOST).stream()
            .map(one -> "%s (%d %%)".formatted(word(one.name()), percent(one.amount(), all)))
            .collect(Collectors.joining(", "));
    if (!shares.isEmpty()) {
      sentences.add(beginning + " " + shares + ".");
    }
  }

  private static long percent(long some, long all) {
    return Math.round(100.0 * some / all);
  }

  private static void list(List<String> sentences, String beginning, List<Counted> counted) {
    if (!counted.isEmpty()) {
      sentences.add(
          counted.stream()
              .map(one -> "%s (%s)".formatted(name(one.name()), number(one.amount())))
              .collect(Collectors.joining(", ", beginning + " ", ".")));
    }
  }

  private static String words(Prices prices) {
    int digits = Math.max(0, Currency.getInstance(prices.currency()).getDefaultFractionDigits());
    return "Prices run from %s to %s %s."
        .formatted(
            BigDecimal.valueOf(prices.lowest(), digits).toPlainString(),
            BigDecimal.valueOf(prices.highest(), digits).toPlainString(),
            prices.currency());
  }

  private static String many(long amount, String one, String more) {
    return number(amount) + " " + (amount == 1 ? one : more);
  }

  private static String number(long amount) {
    return String.format(Locale.ENGLISH, "%,d", amount);
  }

  /** Outcomes are words with underscores. */
  private static String word(String name) {
    return name(name.replace('_', ' '));
  }

  /** Names are strangers': nothing in them steers a terminal, and none is a page long. */
  private static String name(String name) {
    String clean = name.replaceAll("\\p{C}", "").strip();
    return clean.substring(0, Math.min(LONGEST_NAME, clean.length()));
  }

  private static Optional<Section> section(
      Kind kind, String title, List<String> sentences, String divider) {
    return sentences.isEmpty()
        ? Optional.empty()
        : Optional.of(new Section(kind, title, String.join(divider, sentences)));
  }
}
