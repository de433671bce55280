package dev.crow.interaction.catalogue;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says which products of the catalogue the events of sessions speak of: by id, SKU or GTIN, by
 * name, or by the page. A recognized product goes by the shop's own id, and has its name from the
 * catalogue where the event gave none; opening its page counts as looking at it, where the page
 * itself told nothing of the product. Prices are never filled in: what was shown at that time is
 * not known.
 */
public final class ProductResolver {

  /** Keys looked up for one session; what lies beyond stays as it was sent. */
  private static final int MOST_KEYS = 400;

  private final KnownProducts products;

  ProductResolver(KnownProducts products) {
    this.products = products;
  }

  /**
   * A session whose products are recognized.
   *
   * @param session with ids and names filled in
   * @param known recognized products by the shop's id
   */
  public record Resolved(SessionClosed session, Map<String, KnownProduct> known) {

    /** Copies the map. */
    public Resolved {
      known = Map.copyOf(known);
    }
  }

  /**
   * @param sessions of any organizations
   * @return each in its place; one look into the database for each organization
   */
  public List<Resolved> resolve(List<SessionClosed> sessions) {
    Map<String, Set<String>> wanted = new HashMap<>();
    for (SessionClosed session : sessions) {
      wanted
          .computeIfAbsent(session.organizationId(), _ -> new LinkedHashSet<>())
          .addAll(keys(session));
    }
    Map<String, Map<String, KnownProduct>> found = new HashMap<>();
    wanted.forEach(
        (organization, keys) ->
            found.put(organization, keys.isEmpty() ? Map.of() : products.find(organization, keys)));
    return sessions.stream()
        .map(s -> resolve(s, Objects.requireNonNull(found.get(s.organizationId()))))
        .toList();
  }

  private static Set<String> keys(SessionClosed session) {
    Set<String> keys = new LinkedHashSet<>();
    for (WebEvent event : session.events()) {
      String page = page(event);
      if (page != null) {
        keys.add(page);
      }
      keys.addAll(keys(event.properties()));
      items(event.properties()).forEach(item -> keys.addAll(keys(item)));
      if (keys.size() > MOST_KEYS) {
        break;
      }
    }
    return keys;
  }

  private static @Nullable String page(WebEvent event) {
    String url = event.url();
    return url == null || !event.type().equals(WebEventTypes.PAGE_VIEW)
        ? null
        : ProductKey.page(url);
  }

  private static List<String> keys(Map<?, ?> facts) {
    String id = text(facts.get("productId"));
    if (id != null) {
      return ProductKey.ofId(id);
    }
    String name = text(facts.get("productName"));
    return name == null ? List.of() : ProductKey.ofName(name);
  }

  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case String text when !text.isBlank() -> text;
      case Number number -> number.toString();
      case null, default -> null;
    };
  }

  private static List<Map<?, ?>> items(Map<?, ?> facts) {
    List<Map<?, ?>> items = new ArrayList<>();
    if (facts.get("items") instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map) {
          items.add(map);
        }
      }
    }
    return items;
  }

  private static Resolved resolve(SessionClosed session, Map<String, KnownProduct> found) {
    if (found.isEmpty()) {
      return new Resolved(session, Map.of());
    }
    Map<String, KnownProduct> known = new HashMap<>();
    Set<String> told = toldPages(session);
    List<WebEvent> events = new ArrayList<>(session.events().size());
    for (WebEvent event : session.events()) {
      events.add(resolve(event, found, known, told));
    }
    return new Resolved(with(session, events), known);
  }

  /** Pages that say themselves which product they show. */
  private static Set<String> toldPages(SessionClosed session) {
    Set<String> told = new HashSet<>();
    for (WebEvent event : session.events()) {
      String url = event.url();
      String page = url == null ? null : ProductKey.page(url);
      if (page != null && event.type().equals(WebEventTypes.PRODUCT_VIEW)) {
        told.add(page);
      }
    }
    return told;
  }

  private static WebEvent resolve(
      WebEvent event,
      Map<String, KnownProduct> found,
      Map<String, KnownProduct> known,
      Set<String> told) {
    String page = page(event);
    KnownProduct shown = page == null || told.contains(page) ? null : found.get(page);
    if (shown != null) {
      known.put(shown.externalId(), shown);
      Map<String, Object> facts = new LinkedHashMap<>(event.properties());
      facts.put("productId", shown.externalId());
      facts.put("productName", shown.name());
      return with(event, facts);
    }
    Map<String, Object> facts = resolve(event.properties(), found, known);
    List<Map<?, ?>> items = items(facts);
    if (!items.isEmpty()) {
      facts = new LinkedHashMap<>(facts);
      facts.put("items", items.stream().map(item -> resolve(item, found, known)).toList());
    }
    return facts.equals(event.properties()) ? event : with(event, facts);
  }

  private static Map<String, Object> resolve(
      Map<?, ?> facts, Map<String, KnownProduct> found, Map<String, KnownProduct> known) {
    Map<String, Object> resolved = new LinkedHashMap<>();
    facts.forEach((name, value) -> resolved.put(String.valueOf(name), value));
    keys(facts).stream()
        .map(found::get)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(
            product -> {
              known.put(product.externalId(), product);
              resolved.put("productId", product.externalId());
              if (text(facts.get("productName")) == null) {
                resolved.put("productName", product.name());
              }
            });
    return resolved;
  }

  private static WebEvent with(WebEvent event, Map<String, Object> facts) {
    return new WebEvent(
        event.eventId(),
        event.type(),
        event.occurredAt(),
        event.url(),
        event.title(),
        event.referrer(),
        facts,
        event.flags());
  }

  private static SessionClosed with(SessionClosed session, List<WebEvent> events) {
    return new SessionClosed(
        session.organizationId(),
        session.source(),
        session.sessionId(),
        session.run(),
        session.version(),
        session.reason(),
        session.startedAt(),
        session.endedAt(),
        session.closedAt(),
        session.duplicates(),
        session.context(),
        events);
  }
}
