package dev.crow.interaction.description;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds for any session at all, however odd; the seeds make a failure repeatable. */
class RandomSessionsTests {

  private static final int SESSIONS = 2_000;
  private static final List<String> TYPES = WebEventTypes.ALL.stream().sorted().toList();
  private static final List<String> KEYS =
      List.of(
          "productId",
          "productName",
          "price",
          "currency",
          "quantity",
          "variantName",
          "total",
          "query",
          "results",
          "text",
          "count",
          "form",
          "field",
          "message",
          "status",
          "path",
          "name",
          "value",
          "media",
          "file",
          "orderId",
          "durationMs",
          "items");
  private static final List<@Nullable Object> VALUES =
      Arrays.asList(
          "Alpine Jacket",
          "The Storm Shell",
          "bought it for €5 and left",
          "冬のジャケット",
          "مرحبا \u202Eevil\u202C",
          "Z̸̡̢̛̛̗̩̅̓̈́a",
          "a\u0000b\u200B\n\tc",
          "“quoted” and \"more\"",
          "x".repeat(5_000),
          "😀".repeat(90),
          "",
          "   ",
          "39,90",
          "12",
          "-1",
          "1e308",
          "abc",
          "EUR",
          "usd",
          "€",
          "XYZ",
          "LCP",
          "CLS",
          "INP",
          "/api/pay?token=1",
          "https://shop.example/api",
          1,
          2,
          3,
          5,
          0,
          -1,
          12,
          39.9,
          89.8,
          129.0,
          0.1 + 0.2,
          1e308,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          1e-300,
          1_000_000_000_000L,
          6234.5,
          500,
          404,
          new BigDecimal("1E+999999999"),
          true,
          null,
          List.of(1, "a", Map.of("productName", "Straw Hat")),
          Map.of("productId", "p9"));
  private static final List<@Nullable String> URLS =
      Arrays.asList(
          null,
          "",
          "/a",
          "https://shop.example/",
          "https://shop.example/p/1?utm_campaign=%zz",
          "https://shop.example/p/2?utm_campaign=spring%20sale",
          "javascript:alert(1)",
          "://",
          "https://[::1]/x",
          "https://www.google.co.uk/search",
          "http://a..b/");

  private final RuleBasedDescriber describer = new RuleBasedDescriber();
  private final DescriptionVerifier verifier = new DescriptionVerifier();

  @Test
  void neverFailsAndNeverSaysWhatNoEventSupports() {
    for (int seed = 0; seed < SESSIONS; seed++) {
      SessionClosed session = session(seed);
      Description description = describer.describe(session);
      var ids = session.events().stream().map(WebEvent::eventId).collect(Collectors.toSet());
      assertThat(description.sentences()).as("seed %d", seed).isNotEmpty();
      description.sentences().forEach(s -> assertThat(ids).containsAll(s.eventIds()));
      assertThat(verifier.violations(session, description))
          .as("seed %d: %s", seed, description.text())
          .isEmpty();
      assertThat(description.text())
          .as("seed %d", seed)
          .hasSizeBetween(10, RuleBasedDescriber.MAX_LENGTH)
          .doesNotContain("null", "  ", " ,", "..", "\u202E", "\u0000", "\u200B", "\n");
      assertThat(description.confidence()).isBetween(0.0, 1.0);
      assertThat(describer.describe(session)).isEqualTo(description);
    }
  }

  private static SessionClosed session(int seed) {
    Random random = new Random(seed);
    int size = seed % 100 == 99 ? 1_500 : 1 + random.nextInt(random.nextBoolean() ? 4 : 50);
    List<WebEvent> events = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      events.add(event(random, i));
    }
    events.sort(Comparator.comparing(WebEvent::occurredAt));
    SessionContext context =
        new SessionContext(
            null, null, pick(random, URLS), pick(random, URLS), null, null, null, null, null);
    SessionClosed.Reason[] reasons = SessionClosed.Reason.values();
    return SessionFixtures.session(
        "s-" + seed, 1 + seed % 2, reasons[seed % reasons.length], context, events);
  }

  private static WebEvent event(Random random, int number) {
    Map<String, Object> properties = properties(random, 9);
    if (random.nextInt(3) == 0) {
      properties.put("items", List.of(properties(random, 5), properties(random, 5)));
    }
    Object title = pick(random, VALUES);
    return new WebEvent(
        "e" + number,
        random.nextInt(30) == 0 ? "no_such_type" : pick(random, TYPES),
        Instant.ofEpochSecond(1_700_000_000L + random.nextInt(random.nextBoolean() ? 3 : 9_000)),
        pick(random, URLS),
        title instanceof String text ? text : null,
        pick(random, URLS),
        properties,
        List.of());
  }

  private static Map<String, Object> properties(Random random, int max) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (int i = random.nextInt(max + 1); i > 0; i--) {
      Object value = pick(random, VALUES);
      if (value != null) {
        properties.put(pick(random, KEYS), value);
      }
    }
    return properties;
  }

  private static <T extends @Nullable Object> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
