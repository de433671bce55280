package dev.crow.analytics.projection;

import dev.crow.analytics.projection.Step.Item;
import dev.crow.analytics.projection.Visit.Journey;
import dev.crow.analytics.projection.Visit.Result;
import dev.crow.contracts.interaction.v1.InteractionFacts;
import dev.crow.contracts.interaction.v1.InteractionRecorded;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes visits of what other services tell. */
final class SessionReader {

  private static final int MOST_ITEMS = 50;
  private static final int MOST_PIECES = 999;

  private final Visitors visitors;

  SessionReader(Visitors visitors) {
    this.visitors = visitors;
  }

  Visit read(SessionClosed session) {
    String organization = session.organizationId();
    String id = "session|" + session.source() + "|" + session.sessionId() + "|" + session.run();
    String anonymous = visitors.hash(organization, session.context().anonymousId());
    String user = visitors.hash(organization, session.context().userId());
    return new Visit(
        id,
        session.version(),
        session.startedAt(),
        session.endedAt(),
        session.events().size(),
        visitor(organization, id, anonymous, user),
        anonymous,
        user,
        new Journey(
            session.sessionId(), session.events().stream().map(SessionReader::step).toList()));
  }

  /** Without facts, which old records lack, there is nothing to count. */
  Optional<Visit> read(InteractionRecorded recorded) {
    InteractionFacts facts = recorded.facts();
    if (facts == null) {
      return Optional.empty();
    }
    String organization = recorded.organizationId();
    String id = "interaction|" + recorded.interactionId();
    String anonymous = visitors.hash(organization, facts.visitor().anonymousId());
    String user = visitors.hash(organization, facts.visitor().userId());
    Result result =
        new Result(
            facts.outcome(),
            facts.visitor().device(),
            facts.visitor().arrival(),
            facts.visitor().language(),
            facts.tags().stream().distinct().toList());
    return Optional.of(
        new Visit(
            id,
            recorded.version(),
            recorded.startedAt(),
            recorded.endedAt(),
            recorded.eventCount(),
            visitor(organization, id, anonymous, user),
            anonymous,
            user,
            result));
  }

  /** Who is signed in is the same on all devices; who says nothing is somebody new each time. */
  private String visitor(
      String organization, String id, @Nullable String anonymous, @Nullable String user) {
    if (user != null) {
      return user;
    }
    return anonymous != null ? anonymous : visitors.hashOfSession(organization, id);
  }

  private static Step step(WebEvent event) {
    Map<String, Object> facts = event.properties();
    String currency = Texts.currency(facts);
    return new Step(
        event.occurredAt().getEpochSecond(),
        event.type(),
        Texts.path(event.url()),
        text(event),
        items(event),
        amount(event, currency),
        currency);
  }

  private static @Nullable String text(WebEvent event) {
    return switch (event.type()) {
      case WebEventTypes.SEARCH -> {
        String query = Texts.clean(event.properties().get("query"), Texts.LONGEST_NAME);
        yield query == null ? null : query.toLowerCase(Locale.ROOT);
      }
      case WebEventTypes.CUSTOM, WebEventTypes.WEB_VITAL ->
          Texts.clean(event.properties().get("name"), Texts.LONGEST_NAME);
      default -> null;
    };
  }

  private static long amount(WebEvent event, @Nullable String currency) {
    return switch (event.type()) {
      case WebEventTypes.PURCHASE ->
          Texts.minor(event.properties().get("total"), currency).orElse(0L);
      case WebEventTypes.WEB_VITAL ->
          Texts.number(event.properties().get("value"))
              .map(value -> value.movePointRight(3).setScale(0, RoundingMode.HALF_UP))
              .map(BigDecimal::longValueExact)
              .orElse(0L);
      default -> 0;
    };
  }

  private static List<Item> items(WebEvent event) {
    if (event.type().equals(WebEventTypes.PURCHASE)
        && event.properties().get("items") instanceof List<?> list) {
      List<Item> items = new ArrayList<>();
      for (Object each : list.subList(0, Math.min(MOST_ITEMS, list.size()))) {
        if (each instanceof Map<?, ?> facts) {
          item(facts, true).ifPresent(items::add);
        }
      }
      return items;
    }
    boolean pieces = event.type().equals(WebEventTypes.ADD_TO_CART);
    return item(event.properties(), pieces).stream().toList();
  }

  private static Optional<Item> item(Map<?, ?> facts, boolean pieces) {
    String product = Texts.clean(facts.get("productId"), Texts.LONGEST_NAME);
    if (product == null) {
      return Optional.empty();
    }
    int quantity =
        Texts.number(facts.get("quantity"))
            .map(number -> Math.clamp(number.longValue(), 1, MOST_PIECES))
            .orElse(1);
    return Optional.of(new Item(product, pieces ? quantity : 1));
  }

  /** Those hashes of a visit by which an erasure would know it. */
  static List<String> hashes(Visit visit) {
    List<String> hashes = new ArrayList<>();
    String anonymous = visit.anonymousHash();
    if (anonymous != null) {
      hashes.add(anonymous);
    }
    String user = visit.userHash();
    if (user != null) {
      hashes.add(user);
    }
    return hashes;
  }
}
