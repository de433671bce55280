package dev.crow.interaction.description;

import dev.crow.contracts.interaction.v1.InteractionFacts;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says of a session what can be counted, from the same facts as its description. Stateless. */
public final class SessionFacts {

  private static final int MAX_PAGES = 200;
  private static final int MAX_PRODUCTS = 50;
  private static final int MAX_SEARCHES = 20;
  private static final int MAX_TROUBLES = 30;

  private final Story story;
  private final Outcome outcome;

  private SessionFacts(Story story) {
    this.story = story;
    this.outcome = story.outcome();
  }

  /**
   * @param session any session, however odd its events
   * @return the same facts for the same session
   */
  public static InteractionFacts of(SessionClosed session) {
    return new SessionFacts(Story.of(session)).facts();
  }

  private InteractionFacts facts() {
    SessionClosed session = story.session();
    return new InteractionFacts(
        word(outcome),
        Labels.tags(story, outcome),
        visitor(session),
        pages(session.events()),
        products(),
        searches(),
        troubles(),
        steps(),
        revenue());
  }

  private static InteractionFacts.Visitor visitor(SessionClosed session) {
    SessionContext context = session.context();
    return new InteractionFacts.Visitor(
        context.anonymousId(),
        context.userId(),
        Device.of(context),
        Arrival.of(session).word(),
        language(context.locale()));
  }

  private static @Nullable String language(@Nullable String locale) {
    if (locale == null || locale.length() > 35) {
      return null;
    }
    String language = locale.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
    return language.matches("[a-z]{2,3}") ? language : null;
  }

  private static List<InteractionFacts.Page> pages(List<WebEvent> events) {
    Map<String, String> shown = productPages(events);
    List<InteractionFacts.Page> pages = new ArrayList<>();
    for (WebEvent event : events) {
      String path = Address.path(event.url());
      if (event.type().equals(WebEventTypes.PAGE_VIEW) && path != null) {
        if (pages.size() == MAX_PAGES) {
          pages.removeLast();
        }
        pages.add(new InteractionFacts.Page(path, shown.get(path)));
      }
    }
    return pages;
  }

  /** Which pages show a product: those it was viewed on. */
  private static Map<String, String> productPages(List<WebEvent> events) {
    Map<String, String> shown = new HashMap<>();
    Catalogue catalogue = Catalogue.of(events);
    for (WebEvent event : events) {
      String path = Address.path(event.url());
      if (Properties.showsProduct(event) && path != null) {
        shown.putIfAbsent(path, catalogue.find(event, event.properties()).id());
      }
    }
    return shown;
  }

  private List<InteractionFacts.Product> products() {
    Map<String, InteractionFacts.Money> prices = new HashMap<>();
    for (Fact fact : story.facts()) {
      switch (fact) {
        case Fact.Viewed f -> price(prices, f.product(), f.price());
        case Fact.Added f -> price(prices, f.product(), f.price());
        case Fact.Bought f -> f.lines().forEach(l -> price(prices, l.product(), l.price()));
        default -> {}
      }
    }
    return Labels.products(story).stream()
        .limit(MAX_PRODUCTS)
        .map(
            product ->
                new InteractionFacts.Product(
                    product.productId(),
                    product.name(),
                    product.roles().stream().map(SessionFacts::word).toList(),
                    prices.get(product.productId())))
        .toList();
  }

  private static void price(
      Map<String, InteractionFacts.Money> prices, Product product, @Nullable Money price) {
    if (price != null && price.isPositive()) {
      prices.putIfAbsent(product.id(), minor(price));
    }
  }

  private List<InteractionFacts.Search> searches() {
    List<InteractionFacts.Search> searches = new ArrayList<>();
    for (Fact.Searched search : story.of(Fact.Searched.class)) {
      String query = search.query();
      if (query != null && searches.size() < MAX_SEARCHES) {
        searches.add(new InteractionFacts.Search(query.toLowerCase(Locale.ROOT), search.results()));
      }
    }
    return searches;
  }

  private List<InteractionFacts.Trouble> troubles() {
    return story.facts().stream()
        .map(SessionFacts::trouble)
        .filter(Objects::nonNull)
        .limit(MAX_TROUBLES)
        .toList();
  }

  private static InteractionFacts.@Nullable Trouble trouble(Fact fact) {
    return switch (fact) {
      case Fact.RageClicked f -> trouble(Tags.RAGE_CLICK, f, f.label());
      case Fact.DeadClicked f -> trouble(Tags.DEAD_CLICK, f, f.label());
      case Fact.ScriptFailed f -> trouble(Tags.ERROR, f, f.message());
      case Fact.CallFailed f -> trouble(Tags.API_ERROR, f, f.path());
      case Fact.PagePoor f -> trouble(Tags.SLOW_PAGE, f, f.vital().name());
      case Fact.FormRefused f -> trouble(Tags.FORM_TROUBLE, f, f.form());
      default -> null;
    };
  }

  private static InteractionFacts.Trouble trouble(String kind, Fact fact, @Nullable String what) {
    String url = fact.evidence().events().getFirst().url();
    return new InteractionFacts.Trouble(kind, Address.path(url), what);
  }

  private List<String> steps() {
    List<String> steps = new ArrayList<>();
    if (story.has(Fact.OfProduct.class)) {
      steps.add("product");
    }
    boolean bought = outcome == Outcome.PURCHASED;
    boolean checkout = bought || story.has(Fact.CheckoutStarted.class);
    if (checkout || story.has(Fact.Added.class)) {
      steps.add("cart");
    }
    if (checkout) {
      steps.add("checkout");
    }
    if (bought) {
      steps.add("purchase");
    }
    return steps;
  }

  /** All orders of the session, as long as they are in one currency. */
  private InteractionFacts.@Nullable Money revenue() {
    InteractionFacts.Money sum = null;
    for (Fact.Bought bought : story.of(Fact.Bought.class)) {
      Money total = bought.total();
      if (total == null) {
        continue;
      }
      InteractionFacts.Money one = minor(total);
      if (sum == null) {
        sum = one;
      } else if (Objects.equals(sum.currency(), one.currency())) {
        sum = new InteractionFacts.Money(sum.minor() + one.minor(), sum.currency());
      }
    }
    return sum;
  }

  private static InteractionFacts.Money minor(Money money) {
    return new InteractionFacts.Money(
        money
            .amount()
            .movePointRight(digits(money.currency()))
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact(),
        money.currency());
  }

  private static int digits(@Nullable String currency) {
    if (currency == null) {
      return 2;
    }
    try {
      return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException _) {
      return 2; // three letters that are no currency
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
