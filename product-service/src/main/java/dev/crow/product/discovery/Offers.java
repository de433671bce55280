package dev.crow.product.discovery;

import dev.crow.product.catalogue.Availability;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a product costs, and whether it can be had: the lowest of its offers.
 *
 * @param price in minor units, or null
 * @param currency ISO 4217 code, or null
 * @param availability or null
 */
record Offers(
    @Nullable Long price, @Nullable String currency, @Nullable Availability availability) {

  private static final Offers NONE = new Offers(null, null, null);

  static Offers of(JsonNode product, SchemaNodes nodes) {
    List<Offers> found = new ArrayList<>();
    for (JsonNode offer : nodes.list(product.path("offers"))) {
      found.add(one(offer, nodes));
      for (JsonNode inner : nodes.list(offer.path("offers"))) {
        found.add(one(inner, nodes));
      }
    }
    Offers best = NONE;
    for (Offers offer : found) {
      best = best.or(offer);
    }
    return best;
  }

  private static Offers one(JsonNode offer, SchemaNodes nodes) {
    String amount = nodes.text(offer, "price", "lowPrice");
    String code = nodes.text(offer, "priceCurrency");
    for (JsonNode specification : nodes.list(offer.path("priceSpecification"))) {
      amount = amount == null ? nodes.text(specification, "price", "minPrice") : amount;
      code = code == null ? nodes.text(specification, "priceCurrency") : code;
    }
    String currency = currency(code);
    return new Offers(
        Amounts.minorUnits(amount, currency),
        currency,
        availability(nodes.text(offer, "availability")));
  }

  private Offers or(Offers other) {
    boolean cheaper =
        other.price != null && (price == null || other.price < price) && other.currency != null;
    return new Offers(
        cheaper ? other.price : price,
        cheaper ? other.currency : currency,
        availability == null || other.availability == Availability.IN_STOCK
            ? other.availability
            : availability);
  }

  private static @Nullable String currency(@Nullable String code) {
    if (code == null || !code.matches("[A-Za-z]{3}")) {
      return null;
    }
    try {
      Currency currency = Currency.getInstance(code.toUpperCase(Locale.ROOT));
      return currency.getDefaultFractionDigits() < 0 ? null : currency.getCurrencyCode();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable Availability availability(@Nullable String text) {
    return switch (SchemaNodes.word(text)) {
      case "instock", "limitedavailability", "onlineonly", "instoreonly" -> Availability.IN_STOCK;
      case "outofstock", "soldout", "oos" -> Availability.OUT_OF_STOCK;
      case "preorder", "presale" -> Availability.PREORDER;
      case "backorder", "madetoorder" -> Availability.BACKORDER;
      case "discontinued" -> Availability.DISCONTINUED;
      case null, default -> null;
    };
  }
}
