package dev.crow.webingest.posthog;

import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEventTypes;
import dev.crow.webingest.dialect.Dialect;
import dev.crow.webingest.dialect.Facts;
import dev.crow.webingest.dialect.ShopEvents;
import dev.crow.webingest.dialect.Told;
import dev.crow.webingest.dialect.Told.Page;
import dev.crow.webingest.dialect.Visitor;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PostHog's events: those it captures by itself, whose names begin with a dollar, and one's own.
 */
final class PostHogDialect implements Dialect {

  private static final String NAME = "posthog";

  /** About persons, groups and PostHog's own features; nothing a visitor did. */
  private static final Set<String> NO_DEEDS =
      Set.of(
          "$identify",
          "$set",
          "$create_alias",
          "$merge_dangerously",
          "$groupidentify",
          "$feature_flag_called",
          "$opt_in",
          "$snapshot",
          "$$heatmap",
          "$$client_ingestion_warning");

  @Override
  public List<Told> translate(Facts item, Instant receivedAt) {
    String event = item.text("event");
    if (event == null) {
      return List.of();
    }
    Facts facts = item.at("properties");
    Visitor visitor = visitor(item, facts, event);
    if (NO_DEEDS.contains(event)) {
      return List.of(new Told.Known(visitor));
    }
    if (event.equals("$autocapture") && "change".equals(facts.text("$event_type"))) {
      return List.of(new Told.Known(visitor));
    }
    ShopEvents.Typed typed = typed(event, facts);
    String title = facts.text("title", "$title", "$screen_name");
    return List.of(
        new Told.Happened(
            visitor,
            item.get("uuid") == null ? item.get("messageId") : item.get("uuid"),
            time(item, receivedAt),
            typed.type(),
            new Page(facts.text("$current_url", "$screen_name"), title, referrer(facts)),
            typed.properties()));
  }

  private static ShopEvents.Typed typed(String event, Facts facts) {
    Map<String, Object> own = own(facts);
    return switch (event) {
      case "$pageview", "$screen" -> {
        own.remove("title");
        yield new ShopEvents.Typed(WebEventTypes.PAGE_VIEW, own);
      }
      case "$autocapture", "$rageclick", "$dead_click" -> PostHogClicks.read(event, facts, own);
      case "$exception" -> {
        Facts first = Facts.of(facts.list("$exception_list").stream().findFirst().orElse(null));
        String message = first.text("value");
        put(own, "message", message == null ? facts.text("$exception_message") : message);
        put(own, "kind", first.text("type"));
        yield new ShopEvents.Typed(WebEventTypes.ERROR, own);
      }
      case "$web_vitals" -> vitals(facts, own);
      case "$pageleave" -> {
        Number seconds = facts.number("$prev_pageview_duration");
        put(own, "durationMs", seconds == null ? null : Math.round(seconds.doubleValue() * 1000));
        put(own, "name", WebEventTypes.SDK_PREFIX + "page_leave");
        yield new ShopEvents.Typed(WebEventTypes.CUSTOM, own);
      }
      default -> ShopEvents.read(event.replace("$", ""), new Facts(own));
    };
  }

  /** One event tells of up to four; the first is the event's own name and value. */
  private static ShopEvents.Typed vitals(Facts facts, Map<String, Object> own) {
    for (String vital : List.of("LCP", "CLS", "FCP", "INP")) {
      Number value = facts.number("$web_vitals_" + vital + "_value");
      if (value != null) {
        own.putIfAbsent("name", vital);
        own.putIfAbsent("value", value);
        own.put(vital, value);
      }
    }
    return new ShopEvents.Typed(WebEventTypes.WEB_VITAL, own);
  }

  /** The sender's own properties: PostHog's begin with a dollar or say who sends. */
  private static Map<String, Object> own(Facts facts) {
    Map<String, Object> own = new LinkedHashMap<>();
    facts
        .members()
        .forEach(
            (name, value) -> {
              if (!name.startsWith("$") && !name.equals("token") && !name.equals("distinct_id")) {
                own.put(name, value);
              }
            });
    return own;
  }

  private static @Nullable Object time(Facts item, Instant receivedAt) {
    if (item.get("timestamp") != null) {
      return item.get("timestamp");
    }
    return item.get("offset") instanceof Integer ago && ago >= 0
        ? receivedAt.minusMillis(ago)
        : null;
  }

  private static @Nullable Visitor visitor(Facts item, Facts facts, String event) {
    String distinct = item.id("distinct_id");
    distinct = distinct == null ? facts.id("distinct_id", "$distinct_id") : distinct;
    if (distinct == null || !Visitor.isId(distinct)) {
      return null;
    }
    String device = facts.id("$anon_distinct_id", "$device_id");
    String user = facts.id("$user_id");
    if (user == null && (event.equals("$identify") || device == null)) {
      // Servers name users; only browsers have devices.
      user = distinct;
    }
    String pseudonym = device == null ? (distinct.equals(user) ? null : distinct) : device;
    if ((user != null && !Visitor.isId(user)) || (pseudonym != null && !Visitor.isId(pseudonym))) {
      return null;
    }
    String session = facts.text("$session_id");
    return new Visitor(
        session != null && Visitor.isSession(session)
            ? session
            : pseudonym == null
                ? Visitor.sessionOfUser(NAME, distinct)
                : Visitor.sessionOfPseudonym(NAME, pseudonym),
        context(facts, pseudonym, user));
  }

  private static SessionContext context(
      Facts facts, @Nullable String pseudonym, @Nullable String user) {
    return new SessionContext(
        pseudonym,
        user,
        facts.text("$session_entry_url", "$current_url"),
        referrer(facts),
        facts.text("$raw_user_agent"),
        facts.text("$browser_language"),
        facts.text("$timezone"),
        facts.pixels("$screen_width"),
        facts.pixels("$screen_height"));
  }

  private static @Nullable String referrer(Facts facts) {
    String referrer = facts.text("$referrer");
    return "$direct".equals(referrer) ? null : referrer;
  }

  static void put(Map<String, Object> properties, String name, @Nullable Object value) {
    if (value != null) {
      properties.put(name, value);
    }
  }
}
