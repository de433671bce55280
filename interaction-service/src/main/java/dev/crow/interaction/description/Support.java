package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything some events can support: their texts, their numbers, and how many they are. */
final class Support {

  private static final int MAX_DEPTH = 5;

  private final Set<String> texts = new HashSet<>();
  private final Set<String> sites = new HashSet<>();
  private final Set<String> productNames = new HashSet<>();
  private final Set<String> numbers = new HashSet<>();
  private final Set<String> durations = new HashSet<>();
  private final Map<String, Integer> counts = new HashMap<>();

  /**
   * @param events not empty
   * @param visit addresses known of the visit as a whole
   */
  static Support of(List<WebEvent> events, List<String> visit) {
    Support support = new Support();
    events.forEach(support::add);
    visit.forEach(support::addAddress);
    Instant first = events.stream().map(WebEvent::occurredAt).min(Instant::compareTo).orElseThrow();
    Instant last = events.stream().map(WebEvent::occurredAt).max(Instant::compareTo).orElseThrow();
    support.duration(Duration.between(first, last));
    return support;
  }

  private void add(WebEvent event) {
    counts.merge(
        Properties.showsProduct(event) ? WebEventTypes.PRODUCT_VIEW : event.type(),
        1,
        Integer::sum);
    addText(event.title());
    addAddress(event.url());
    addAddress(event.referrer());
    addValue(event.properties(), event.properties().get("currency"), 0);
    addQuantity(event.type(), event.properties());
    for (Map<?, ?> item : Properties.items(event)) {
      counts.merge("item of " + event.eventId(), 1, Integer::sum);
      addQuantity(event.eventId(), item);
    }
  }

  private void addQuantity(String scope, Map<?, ?> facts) {
    String product = CleanText.of(facts.get("productId"));
    String name = CleanText.of(facts.get("productName"));
    int quantity = Properties.quantity(facts);
    counts.merge(scope + " id " + product, quantity, Integer::sum);
    counts.merge(scope + " name " + name, quantity, Integer::sum);
  }

  private void addValue(@Nullable Object value, @Nullable Object currency, int depth) {
    switch (value) {
      case Map<?, ?> map when depth < MAX_DEPTH -> {
        Object own = map.get("currency");
        map.forEach(
            (key, part) -> {
              addValue(part, own == null ? currency : own, depth + 1);
              String name = "productName".equals(key) ? CleanText.of(part) : null;
              if (name != null) {
                productNames.add(name);
              }
              if ("durationMs".equals(key)) {
                addDuration(part);
              }
            });
      }
      case List<?> list when depth < MAX_DEPTH ->
          list.forEach(part -> addValue(part, currency, depth + 1));
      case Number number -> addScalar(number, currency);
      case String text -> addScalar(text, currency);
      case null, default -> {}
    }
  }

  private void addScalar(Object value, @Nullable Object currency) {
    addText(value);
    if (value instanceof String text && text.indexOf('/') >= 0) {
      addText(Address.path(text));
    }
    Money money = Money.of(value, currency);
    if (money != null) {
      numbers.add(money.text());
      numbers.add(new Money(money.amount(), null).text());
    }
    BigDecimal number = Numbers.of(value);
    if (number != null && Math.abs(number.scale()) < 20) {
      numbers.add(Troubles.seconds(number));
    }
    Integer whole = Numbers.whole(value, 0, Integer.MAX_VALUE);
    if (whole != null) {
      numbers.add(Integer.toString(whole));
      numbers.add(Words.count(whole));
    }
  }

  private void addDuration(@Nullable Object milliseconds) {
    Integer whole = Numbers.whole(milliseconds, 0, Integer.MAX_VALUE);
    if (whole != null) {
      duration(Duration.ofMillis(whole));
    }
  }

  private void duration(Duration span) {
    String words = Words.duration(span.abs());
    if (words != null) {
      durations.add(words);
    }
  }

  private void addAddress(@Nullable String address) {
    addText(Address.path(address));
    addText(Address.campaign(address));
    String host = Address.host(address);
    if (host != null) {
      addText(host);
      addText(Address.site(host));
      sites.add(Address.site(host));
    }
  }

  private void addText(@Nullable Object raw) {
    String text = CleanText.of(raw);
    if (text != null) {
      texts.add(text);
    }
  }

  /** Exactly one of the texts, as it is shown. */
  boolean hasText(String quoted) {
    return texts.contains(quoted);
  }

  boolean hasWord(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return texts.stream().anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(lower));
  }

  /** A well-known site by its name, such as Google. */
  boolean hasSite(String name) {
    return sites.contains(name);
  }

  /** Exactly this number or amount, or exactly as many of something. */
  boolean hasExactly(String printed) {
    Integer whole = Numbers.whole(printed, 0, 100_000);
    return numbers.contains(printed) || (whole != null && counts.containsValue(whole));
  }

  /** A number or amount as it is printed. */
  boolean hasNumber(String printed) {
    return numbers.contains(printed) || isCount(printed);
  }

  private boolean isCount(String printed) {
    Integer whole = Numbers.whole(printed, 0, 100_000);
    return whole != null && hasCount(whole);
  }

  /** As many of something, or a part of so many. */
  boolean hasCount(int n) {
    return counts.values().stream().anyMatch(count -> count >= n)
        || numbers.contains(Words.count(n));
  }

  boolean hasDuration(String words) {
    return durations.contains(words);
  }

  /** The longest first, so that no name hides inside another. */
  List<String> productNames() {
    List<String> names = new ArrayList<>(productNames);
    names.sort((a, b) -> b.length() - a.length());
    return names;
  }
}
