package dev.crow.webingest.intake;

import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import dev.crow.webingest.intake.EventClock.Reading;
import dev.crow.webingest.intake.JsonReader.JsonObject;
import java.nio.CharBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * CROW's own events: {@code eventId}, {@code type}, and optionally {@code timestamp}, {@code url},
 * {@code title}, {@code referrer}, {@code properties}. A type outside the vocabulary becomes {@code
 * custom} with its name kept.
 */
final class NativeEventMapper implements EventMapper {

  private static final Set<String> MEMBERS =
      Set.of("eventId", "type", "timestamp", "url", "title", "referrer", "properties");

  private final EventClock clock;
  private final EventLimits limits;

  NativeEventMapper(IntakeProperties properties) {
    this.clock = new EventClock(properties);
    this.limits = new EventLimits(properties);
  }

  @Override
  public Verdict map(Object item, CharBuffer whole, RequestFacts request) {
    if (!(item instanceof JsonObject object)) {
      return new Verdict.Unfit(null, Refusal.INVALID_EVENT, EventMapper.head(item, whole));
    }
    CharBuffer text = object.text(whole);
    String id =
        object.get("eventId") instanceof String given && given.length() == 36 ? given : null;
    Refusal shape = shape(object, text);
    if (shape != null) {
      return new Verdict.Unfit(id, shape, EventMapper.head(item, whole));
    }
    UUID eventId = uuid(object.get("eventId"));
    if (eventId == null) {
      return new Verdict.Unfit(null, Refusal.INVALID_EVENT_ID, EventMapper.head(item, whole));
    }
    return switch (clock.read(object.get("timestamp"), request.receivedAt(), request.skew())) {
      case Reading.Wrong(Refusal reason) ->
          new Verdict.Unfit(id, reason, EventMapper.head(item, whole));
      case Reading.At at -> new Verdict.Fit(event(object, eventId, at), text.hashCode());
    };
  }

  private @Nullable Refusal shape(JsonObject object, CharBuffer text) {
    if (!limits.sizeHolds(text.length())) {
      return Refusal.EVENT_TOO_LARGE;
    }
    if (!MEMBERS.containsAll(object.keySet())) {
      return Refusal.UNKNOWN_PROPERTY;
    }
    if (!object.containsKey("eventId")) {
      return Refusal.MISSING_EVENT_ID;
    }
    if (!(object.get("type") instanceof String type)) {
      return Refusal.INVALID_EVENT;
    }
    if (!EventTypes.isName(type)) {
      return Refusal.INVALID_TYPE;
    }
    boolean texts = isText(object, "url") && isText(object, "title") && isText(object, "referrer");
    boolean properties = object.getOrDefault("properties", Map.of()) instanceof Map<?, ?>;
    return texts && properties && limits.holds(object) ? null : Refusal.INVALID_PROPERTIES;
  }

  private boolean isText(JsonObject object, String member) {
    Object value = object.get(member);
    return value == null || (value instanceof String text && limits.urlHolds(text));
  }

  private static WebEvent event(JsonObject object, UUID eventId, Reading.At at) {
    String type = String.valueOf(object.get("type"));
    JsonObject properties =
        object.get("properties") instanceof JsonObject given ? given : new JsonObject();
    boolean known = WebEventTypes.ALL.contains(type);
    if (!known) {
      properties.putIfAbsent("name", type);
    }
    return new WebEvent(
        eventId.toString(),
        known ? type : WebEventTypes.CUSTOM,
        at.time(),
        Masking.textOrNull((String) object.get("url")),
        Masking.textOrNull((String) object.get("title")),
        Masking.textOrNull((String) object.get("referrer")),
        Masking.properties(properties),
        at.skewed() ? List.of(WebEvent.FLAG_CLOCK_SKEW) : List.of());
  }

  static @Nullable UUID uuid(@Nullable Object given) {
    if (!(given instanceof String text) || text.length() != 36) {
      return null;
    }
    try {
      UUID id = UUID.fromString(text);
      // fromString accepts short groups; only the canonical form names one event one way.
      return id.toString().equals(text.toLowerCase(Locale.ROOT)) ? id : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
