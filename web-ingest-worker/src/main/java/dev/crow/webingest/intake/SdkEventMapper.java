package dev.crow.webingest.intake;

import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import dev.crow.events.NameUuid;
import dev.crow.webingest.intake.EventClock.Reading;
import dev.crow.webingest.intake.JsonReader.JsonObject;
import java.nio.CharBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The events of the published {@code website-hook-sdk}: {@code type}, {@code timestamp}, {@code
 * url}, {@code referrer}, {@code data}. They have no ids, so one is derived from the session and
 * the event's own text: a batch sent again, even cut differently, yields the same ids.
 */
final class SdkEventMapper implements EventMapper {

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("pageview", WebEventTypes.PAGE_VIEW),
          Map.entry("click", WebEventTypes.CLICK),
          Map.entry("rage_click", WebEventTypes.RAGE_CLICK),
          Map.entry("scroll", WebEventTypes.SCROLL),
          Map.entry("form", WebEventTypes.FORM_SUBMIT),
          Map.entry("form_validation", WebEventTypes.FORM_ERROR),
          Map.entry("add_to_cart", WebEventTypes.ADD_TO_CART),
          Map.entry("variant_select", WebEventTypes.VARIANT_SELECT),
          Map.entry("image_zoom", WebEventTypes.IMAGE_ZOOM),
          Map.entry("media_play", WebEventTypes.MEDIA_PLAY),
          Map.entry("download", WebEventTypes.DOWNLOAD),
          Map.entry("error", WebEventTypes.ERROR),
          Map.entry("api_error", WebEventTypes.API_ERROR),
          Map.entry("web_vital", WebEventTypes.WEB_VITAL));

  /** Noise by the original's own rule. */
  private static final Set<String> SKIPPED =
      Set.of(
          "hover",
          "visibility",
          "visibility_change",
          "engagement",
          "form_focus",
          "mousemove",
          "rrweb_snapshot",
          "rrweb_incremental");

  private final EventClock clock;
  private final EventLimits limits;

  SdkEventMapper(IntakeProperties properties) {
    this.clock = new EventClock(properties);
    this.limits = new EventLimits(properties);
  }

  @Override
  public Verdict map(Object item, CharBuffer whole, RequestFacts request) {
    if (!(item instanceof JsonObject object) || !(object.get("type") instanceof String type)) {
      return unfit(item, whole, Refusal.INVALID_EVENT);
    }
    if (SKIPPED.contains(type)) {
      return Verdict.Skipped.AS_NOISE;
    }
    if (!EventTypes.isName(type)) {
      return unfit(item, whole, Refusal.INVALID_TYPE);
    }
    CharBuffer text = object.text(whole);
    if (!limits.sizeHolds(text.length())) {
      return unfit(item, whole, Refusal.EVENT_TOO_LARGE);
    }
    if (!limits.holds(object)) {
      return unfit(item, whole, Refusal.INVALID_PROPERTIES);
    }
    return switch (clock.read(object.get("timestamp"), request.receivedAt(), request.skew())) {
      case Reading.Wrong(Refusal reason) -> unfit(item, whole, reason);
      case Reading.At at ->
          new Verdict.Fit(
              event(object, type, NameUuid.of(request.sessionId(), text), at), text.hashCode());
    };
  }

  private static Verdict unfit(Object item, CharBuffer whole, Refusal reason) {
    return new Verdict.Unfit(null, reason, EventMapper.head(item, whole));
  }

  private static WebEvent event(JsonObject object, String type, UUID id, Reading.At at) {
    Map<String, Object> data =
        object.get("data") instanceof JsonObject given ? given : new LinkedHashMap<>();
    String known = TYPES.get(type);
    if (known == null) {
      data.putIfAbsent("name", type);
    }
    return new WebEvent(
        id.toString(),
        known == null ? WebEventTypes.CUSTOM : known,
        at.time(),
        Masking.textOrNull(string(object.get("url"))),
        Masking.textOrNull(string(data.remove("pageTitle"))),
        Masking.textOrNull(string(object.get("referrer"))),
        Masking.properties(data),
        at.skewed() ? List.of(WebEvent.FLAG_CLOCK_SKEW) : List.of());
  }

  private static @Nullable String string(@Nullable Object value) {
    return value instanceof String text && !text.isEmpty() ? text : null;
  }
}
