package dev.crow.webingest.intake;

import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.webingest.intake.EventMapper.RequestFacts;
import dev.crow.webingest.intake.JsonReader.JsonObject;
import java.nio.CharBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members around the events, alike in all of CROW's dialects: {@code sessionId}, {@code
 * context} and so on. Whatever is wrong here is wrong with the request as a whole.
 */
final class IngestedRequest {

  private static final int MAX_ID = 128;
  private static final int MAX_TEXT = 2_048;
  private static final Set<String> CONTEXT =
      Set.of("url", "referrer", "userAgent", "locale", "timezone", "screenSize");

  private final JsonObject object;
  private final CharBuffer text;
  private final @Nullable String browser;
  private final IntakeProperties limits;
  private final Clock clock;

  IngestedRequest(
      JsonObject object,
      CharBuffer text,
      @Nullable String browser,
      IntakeProperties limits,
      Clock clock) {
    this.object = object;
    this.text = text;
    this.browser = browser;
    this.limits = limits;
    this.clock = clock;
  }

  /** Refuses whatever else is in the body or in its context. */
  IngestedRequest allowing(Set<String> members) {
    allow(object.keySet(), members);
    if (object.get("context") instanceof Map<?, ?> context) {
      allow(context.keySet(), CONTEXT);
    }
    return this;
  }

  private static void allow(Set<?> present, Set<String> members) {
    for (Object name : present) {
      String member = String.valueOf(name);
      if (!members.contains(member)) {
        throw new ApiException(ErrorCode.UNKNOWN_PROPERTY, "A member is not known here.")
            .field(member.length() <= 64 ? member : "(too long)");
      }
    }
  }

  Submission submission(List<Verdict> verdicts, boolean ends) {
    SessionContext context = context();
    String told = context == null ? null : context.userAgent();
    List<String> agents = Stream.of(told, browser).filter(Objects::nonNull).toList();
    return new Submission(sessionId(), context, idleTimeout(), agents, verdicts, ends);
  }

  List<Verdict> batch(EventMapper mapper) {
    if (!(object.get("events") instanceof List<?> events)) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "The events must be an array.")
          .field("events");
    }
    if (events.isEmpty()) {
      throw new ApiException(ErrorCode.EMPTY_BATCH, "A batch holds at least one event.")
          .field("events");
    }
    if (events.size() > limits.maxBatch()) {
      throw new ApiException(
              ErrorCode.BATCH_TOO_LARGE,
              "A batch may hold at most " + limits.maxBatch() + " events.")
          .field("events");
    }
    RequestFacts facts = facts();
    List<Verdict> verdicts = new ArrayList<>(events.size());
    for (Object event : events) {
      verdicts.add(mapper.map(event, text, facts));
    }
    return verdicts;
  }

  List<Verdict> single(EventMapper mapper) {
    Object event = object.get("event");
    if (event == null) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "The event is missing.").field("event");
    }
    return List.of(mapper.map(event, text, facts()));
  }

  private RequestFacts facts() {
    Instant receivedAt = clock.instant();
    return new RequestFacts(
        sessionId(), receivedAt, new EventClock(limits).skew(object.get("sentAt"), receivedAt));
  }

  private String sessionId() {
    if (object.get("sessionId") instanceof String id && isSessionId(id)) {
      return id;
    }
    throw new ApiException(
            ErrorCode.INVALID_SESSION_ID,
            "The sessionId must be 1 to 128 letters, digits, '_', '-', '.' or ':'.")
        .field("sessionId");
  }

  private static boolean isSessionId(String id) {
    if (id.isEmpty() || id.length() > MAX_ID) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "_-.:".indexOf(c) >= 0;
      if (!allowed) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Integer idleTimeout() {
    Object seconds = object.get("idleTimeoutSeconds");
    if (seconds == null) {
      return null;
    }
    if (seconds instanceof Integer whole && whole > 0) {
      return whole;
    }
    throw new ApiException(
            ErrorCode.VALIDATION_FAILED, "idleTimeoutSeconds must be a whole number above 0.")
        .field("idleTimeoutSeconds");
  }

  private @Nullable SessionContext context() {
    String anonymousId = shortText(object.get("anonymousId"));
    String userId = shortText(object.get("userId"));
    if (!(object.get("context") instanceof Map<?, ?> context)) {
      return anonymousId == null && userId == null
          ? null
          : SessionContext.EMPTY.mergedWith(
              new SessionContext(anonymousId, userId, null, null, null, null, null, null, null));
    }
    Map<?, ?> screen = context.get("screenSize") instanceof Map<?, ?> size ? size : Map.of();
    return new SessionContext(
        anonymousId,
        userId,
        Masking.textOrNull(shortText(context.get("url"))),
        Masking.textOrNull(shortText(context.get("referrer"))),
        shortText(context.get("userAgent")),
        shortText(context.get("locale")),
        shortText(context.get("timezone")),
        pixels(screen.get("width")),
        pixels(screen.get("height")));
  }

  static @Nullable String shortText(@Nullable Object value) {
    if (!(value instanceof String text) || text.isBlank()) {
      return null;
    }
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }

  private static @Nullable Integer pixels(@Nullable Object value) {
    return value instanceof Integer whole && whole > 0 && whole < 100_000 ? whole : null;
  }
}
