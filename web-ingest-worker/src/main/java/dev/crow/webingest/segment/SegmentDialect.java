package dev.crow.webingest.segment;

import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEventTypes;
import dev.crow.webingest.dialect.Dialect;
import dev.crow.webingest.dialect.Facts;
import dev.crow.webingest.dialect.ShopEvents;
import dev.crow.webingest.dialect.Told;
import dev.crow.webingest.dialect.Told.Page;
import dev.crow.webingest.dialect.Visitor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Segment's six calls. Its clients have no sessions: each visitor has one, named after it. */
final class SegmentDialect implements Dialect {

  /** In a batch each event says which call it is. */
  static final SegmentDialect OF_BATCHES = new SegmentDialect(null);

  private static final String NAME = "segment";

  private final @Nullable String call;

  /**
   * @param call which of the calls all events are, or null if they say
   */
  SegmentDialect(@Nullable String call) {
    this.call = call;
  }

  @Override
  public List<Told> translate(Facts item, Instant receivedAt) {
    String type = call == null ? item.text("type") : call;
    Visitor visitor = visitor(item, "alias".equals(type));
    return switch (type) {
      case "page", "screen" -> List.of(page(item, visitor));
      case "track" -> {
        String event = item.text("event");
        yield event == null ? List.of() : List.of(track(item, visitor, event));
      }
      case "identify", "alias", "group" -> List.of(new Told.Known(visitor));
      case null, default -> List.of();
    };
  }

  private static Told page(Facts item, @Nullable Visitor visitor) {
    Facts given = item.at("properties");
    Map<String, Object> properties = given.copy();
    // They say where, and become the event's own members.
    List.of("url", "title", "referrer", "path", "search").forEach(properties::remove);
    Page page = place(item);
    String title = given.text("title");
    String name = item.text("name");
    return happened(
        item,
        visitor,
        new ShopEvents.Typed(WebEventTypes.PAGE_VIEW, properties),
        new Page(
            given.text("url") == null ? page.url() : given.text("url"),
            title != null ? title : name != null ? name : page.title(),
            given.text("referrer") == null ? page.referrer() : given.text("referrer")));
  }

  private static Told track(Facts item, @Nullable Visitor visitor, String event) {
    return happened(item, visitor, ShopEvents.read(event, item.at("properties")), place(item));
  }

  private static Told happened(
      Facts item, @Nullable Visitor visitor, ShopEvents.Typed typed, Page page) {
    return new Told.Happened(
        visitor,
        item.get("messageId"),
        item.get("timestamp"),
        typed.type(),
        page,
        typed.properties());
  }

  private static Page place(Facts item) {
    Facts page = item.at("context").at("page");
    return new Page(page.text("url"), page.text("title"), page.text("referrer"));
  }

  private static @Nullable Visitor visitor(Facts item, boolean alias) {
    String userId = item.id("userId");
    String pseudonym = item.id(alias ? "previousId" : "anonymousId", "anonymousId");
    if ((userId != null && !Visitor.isId(userId))
        || (pseudonym != null && !Visitor.isId(pseudonym))) {
      return null;
    }
    if (pseudonym != null) {
      return new Visitor(
          Visitor.sessionOfPseudonym(NAME, pseudonym), context(item, pseudonym, userId));
    }
    return userId == null
        ? null
        : new Visitor(Visitor.sessionOfUser(NAME, userId), context(item, null, userId));
  }

  private static SessionContext context(
      Facts item, @Nullable String pseudonym, @Nullable String userId) {
    Facts context = item.at("context");
    return new SessionContext(
        pseudonym,
        userId,
        context.at("page").text("url"),
        context.at("page").text("referrer"),
        context.text("userAgent"),
        context.text("locale"),
        context.text("timezone"),
        context.at("screen").pixels("width"),
        context.at("screen").pixels("height"));
  }
}
