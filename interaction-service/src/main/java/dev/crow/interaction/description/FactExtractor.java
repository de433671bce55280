package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the events of one session into facts: events that say the same become one fact. */
final class FactExtractor {

  private static final BigDecimal TEN_MINUTES = BigDecimal.valueOf(600_000);

  /** What makes two events say the same. */
  private record Key(String type, @Nullable Object first, @Nullable Object second) {}

  private final Map<Key, List<WebEvent>> groups = new LinkedHashMap<>();
  private final Set<String> returnedTo = new LinkedHashSet<>();
  private final Set<String> seen = new LinkedHashSet<>();
  private final Catalogue catalogue;
  private final PageTitles titles;
  private @Nullable String lastSeen;

  private FactExtractor(Catalogue catalogue, PageTitles titles) {
    this.catalogue = catalogue;
    this.titles = titles;
  }

  /**
   * @return the facts in the order they began
   */
  static List<Fact> facts(List<WebEvent> events) {
    FactExtractor extractor = new FactExtractor(Catalogue.of(events), PageTitles.of(events));
    for (WebEvent event : events) {
      extractor.groups.computeIfAbsent(extractor.key(event), _ -> new ArrayList<>()).add(event);
    }
    List<Fact> facts = new ArrayList<>();
    extractor.groups.forEach(
        (key, group) -> {
          Fact fact = extractor.fact(key, group.getFirst(), Evidence.of(group));
          if (fact != null) {
            facts.add(fact);
          }
        });
    return facts;
  }

  private Key key(WebEvent event) {
    String type = Properties.showsProduct(event) ? WebEventTypes.PRODUCT_VIEW : event.type();
    return switch (type) {
      case WebEventTypes.PAGE_VIEW ->
          new Key(type, event.url() == null ? null : Address.page(event.url()), event.title());
      case WebEventTypes.SEARCH -> new Key(type, Properties.text(event, "query"), null);
      case WebEventTypes.PRODUCT_VIEW -> new Key(type, view(event), null);
      case WebEventTypes.VARIANT_SELECT, WebEventTypes.IMAGE_ZOOM, WebEventTypes.REMOVE_FROM_CART ->
          new Key(type, product(event).id(), null);
      case WebEventTypes.ADD_TO_CART ->
          new Key(type, product(event).id(), Properties.text(event, "variantName"));
      case WebEventTypes.PURCHASE -> {
        String order = Properties.text(event, "orderId");
        yield new Key(type, order == null ? event.eventId() : order, null);
      }
      case WebEventTypes.RAGE_CLICK, WebEventTypes.DEAD_CLICK, WebEventTypes.CLICK ->
          new Key(type, Properties.text(event, "text"), null);
      case WebEventTypes.API_ERROR ->
          new Key(type, Address.path(path(event)), Numbers.of(event.properties().get("status")));
      case WebEventTypes.WEB_VITAL -> new Key(type, event.eventId(), null);
      case WebEventTypes.FORM_ERROR ->
          new Key(type, Properties.text(event, "form"), Properties.text(event, "field"));
      case WebEventTypes.FORM_SUBMIT -> new Key(type, Properties.text(event, "form"), null);
      case WebEventTypes.DOWNLOAD -> new Key(type, Properties.text(event, "file"), null);
      case WebEventTypes.MEDIA_PLAY -> new Key(type, Properties.text(event, "media"), null);
      case WebEventTypes.CHECKOUT_START, WebEventTypes.ERROR, WebEventTypes.SCROLL ->
          new Key(type, null, null);
      default -> new Key(WebEventTypes.CUSTOM, Properties.text(event, "name"), null);
    };
  }

  private String view(WebEvent event) {
    String id = product(event).id();
    if (!id.equals(lastSeen) && !seen.add(id)) {
      returnedTo.add(id);
    }
    lastSeen = id;
    return id;
  }

  private @Nullable Fact fact(Key key, WebEvent event, Evidence evidence) {
    return switch (key.type()) {
      case WebEventTypes.PAGE_VIEW ->
          new Fact.PageOpened(
              page(event), event.url() == null ? "" : Address.page(event.url()), evidence);
      case WebEventTypes.SEARCH ->
          new Fact.Searched(
              Properties.text(event, "query"),
              Numbers.whole(event.properties().get("results"), 0, 10_000_000),
              evidence);
      case WebEventTypes.PRODUCT_VIEW -> {
        Product product = product(event);
        yield new Fact.Viewed(
            product, price(evidence), returnedTo.contains(product.id()), evidence);
      }
      case WebEventTypes.VARIANT_SELECT ->
          new Fact.Picked(product(event), variants(evidence), evidence);
      case WebEventTypes.IMAGE_ZOOM -> new Fact.Zoomed(product(event), evidence);
      case WebEventTypes.ADD_TO_CART -> added(event, evidence);
      case WebEventTypes.REMOVE_FROM_CART -> new Fact.Removed(product(event), evidence);
      case WebEventTypes.CHECKOUT_START ->
          new Fact.CheckoutStarted(Properties.money(event, "total"), evidence);
      case WebEventTypes.PURCHASE ->
          new Fact.Bought(lines(event), Properties.money(event, "total"), evidence);
      case WebEventTypes.RAGE_CLICK ->
          new Fact.RageClicked(
              Properties.text(event, "text"),
              Numbers.whole(event.properties().get("count"), 3, 100),
              evidence);
      case WebEventTypes.DEAD_CLICK ->
          new Fact.DeadClicked(Properties.text(event, "text"), evidence);
      case WebEventTypes.CLICK -> new Fact.Clicked(Properties.text(event, "text"), evidence);
      case WebEventTypes.SCROLL -> new Fact.Scrolled(evidence);
      case WebEventTypes.ERROR ->
          new Fact.ScriptFailed(Properties.text(event, "message"), evidence);
      case WebEventTypes.API_ERROR ->
          new Fact.CallFailed(
              Address.path(path(event)),
              Numbers.whole(event.properties().get("status"), 100, 599),
              evidence);
      case WebEventTypes.WEB_VITAL -> poor(event, evidence);
      case WebEventTypes.FORM_ERROR ->
          new Fact.FormRefused(
              Properties.text(event, "form"),
              Properties.text(event, "field"),
              Properties.text(event, "message"),
              evidence);
      case WebEventTypes.FORM_SUBMIT -> new Fact.FormSent(Properties.text(event, "form"), evidence);
      case WebEventTypes.DOWNLOAD -> new Fact.Downloaded(Properties.text(event, "file"), evidence);
      case WebEventTypes.MEDIA_PLAY -> new Fact.Played(Properties.text(event, "media"), evidence);
      default -> other(event, evidence);
    };
  }

  private static @Nullable Fact other(WebEvent event, Evidence evidence) {
    String name = Properties.text(event, "name");
    return name != null && name.startsWith(WebEventTypes.SDK_PREFIX)
        ? null
        : new Fact.Other(name, evidence);
  }

  private Product product(WebEvent event) {
    return catalogue.find(event, event.properties());
  }

  private @Nullable String page(WebEvent event) {
    String title = titles.of(event);
    return title != null ? title : Address.path(event.url());
  }

  private static @Nullable String path(WebEvent event) {
    return event.properties().get("path") instanceof String path ? path : null;
  }

  private static @Nullable Money price(Evidence evidence) {
    for (WebEvent event : evidence.events()) {
      Money price = Properties.money(event, "price");
      if (price != null && price.isPositive()) {
        return price;
      }
    }
    return null;
  }

  private static List<String> variants(Evidence evidence) {
    Set<String> names = new LinkedHashSet<>();
    for (WebEvent event : evidence.events()) {
      String name = Properties.text(event, "variantName");
      if (name != null) {
        names.add(name);
      }
    }
    return List.copyOf(names);
  }

  private Fact added(WebEvent event, Evidence evidence) {
    int quantity = 0;
    for (WebEvent add : evidence.events()) {
      quantity += Properties.quantity(add.properties());
    }
    return new Fact.Added(
        product(event), quantity, Properties.text(event, "variantName"), price(evidence), evidence);
  }

  private List<Fact.Bought.Line> lines(WebEvent event) {
    Map<String, Fact.Bought.Line> lines = new LinkedHashMap<>();
    for (Map<?, ?> item : Properties.items(event)) {
      Product product = catalogue.find(event, item);
      int quantity = Properties.quantity(item);
      Money price = Properties.money(item, "price", event.properties());
      lines.merge(
          product.id(),
          new Fact.Bought.Line(product, quantity, price),
          (a, b) -> new Fact.Bought.Line(product, a.quantity() + b.quantity(), a.price()));
    }
    return List.copyOf(lines.values());
  }

  private @Nullable Fact poor(WebEvent event, Evidence evidence) {
    String name = Properties.text(event, "name");
    BigDecimal value = Numbers.of(event.properties().get("value"));
    if (name == null || value == null || value.compareTo(TEN_MINUTES) > 0) {
      return null;
    }
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "LCP" -> above(value, "4000", Fact.PagePoor.Vital.LCP, event, evidence);
      case "CLS" -> above(value, "0.25", Fact.PagePoor.Vital.CLS, event, evidence);
      case "INP" -> above(value, "500", Fact.PagePoor.Vital.INP, event, evidence);
      default -> null;
    };
  }

  private @Nullable Fact above(
      BigDecimal value,
      String limit,
      Fact.PagePoor.Vital vital,
      WebEvent event,
      Evidence evidence) {
    return value.compareTo(new BigDecimal(limit)) > 0
        ? new Fact.PagePoor(vital, value, page(event), evidence)
        : null;
  }
}
