package dev.crow.webingest.intake;

import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.events.NameUuid;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.webingest.dialect.Dialect;
import dev.crow.webingest.dialect.Facts;
import dev.crow.webingest.dialect.Told;
import dev.crow.webingest.dialect.Visitor;
import dev.crow.webingest.intake.EventClock.Reading;
import dev.crow.webingest.intake.JsonReader.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.CharBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The door for clients that were made for others. One request of theirs may hold events of many
 * visitors; they are sorted by session, checked as all events are, and taken together or not at
 * all. Their senders cannot mend what they send, so it is read patiently.
 */
public final class ForeignDoor {

  private static final int MAX_EVENT_ID = 512;

  /** Where refused events are counted that name no visitor. No session id has this form. */
  private static final String NOBODY = "(nobody)";

  private final Body body;
  private final JsonReader json;
  private final IntakeProperties limits;
  private final EventLimits eventLimits;
  private final EventClock eventClock;
  private final Intake intake;
  private final Clock clock;

  ForeignDoor(IntakeProperties limits, Intake intake, Clock clock) {
    this.body = new Body(limits);
    this.json = JsonReader.patient(limits);
    this.limits = limits;
    this.eventLimits = new EventLimits(limits);
    this.eventClock = new EventClock(limits);
    this.intake = intake;
    this.clock = clock;
  }

  /**
   * @param request whose body may be wrapped in gzip or a form
   * @return its document
   * @throws ApiException if there is none
   */
  public Arrival read(HttpServletRequest request) {
    CharBuffer text = body.readWrapped(request);
    Instant receivedAt = clock.instant();
    Object document = json.read(text);
    Duration skew = eventClock.skew(sentAt(Facts.of(document)), receivedAt);
    return new Arrival(document, text, RequestReader.browser(request), receivedAt, skew);
  }

  private static @Nullable Object sentAt(Facts envelope) {
    Object sentAt = envelope.get("sentAt");
    return sentAt == null ? envelope.get("sent_at") : sentAt;
  }

  /**
   * @param organizationId from the caller's token
   * @param arrival the request
   * @param items the request's events, parts of the arrival's document
   * @param dialect knows what they mean
   * @return what became of them, after all that are kept are durable
   * @throws ApiException if there are none or too many, if none can be kept, or if it is not
   *     certain that they are durable
   */
  public Taken take(String organizationId, Arrival arrival, List<?> items, Dialect dialect) {
    if (items.isEmpty()) {
      throw new ApiException(ErrorCode.EMPTY_BATCH, "A batch holds at least one event.");
    }
    if (items.size() > limits.maxForeignBatch()) {
      throw new ApiException(
          ErrorCode.BATCH_TOO_LARGE,
          "A batch may hold at most " + limits.maxForeignBatch() + " events.");
    }
    Sessions sessions = new Sessions();
    for (int i = 0; i < items.size(); i++) {
      judge(sessions, i, items.get(i), arrival, dialect);
    }
    List<Receipt> receipts = intake.takeAll(organizationId, sessions.submissions(arrival.browser));
    Taken taken = sessions.told(receipts);
    if (taken.refused().size() == items.size()) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "No event of the request could be taken.")
          .with("refused", taken.refused());
    }
    return taken;
  }

  private void judge(Sessions sessions, int index, Object item, Arrival arrival, Dialect dialect) {
    Refusal shape = shape(item, arrival.text);
    List<Told> tellings =
        shape == null ? dialect.translate(Facts.of(item), arrival.receivedAt) : List.of();
    if (tellings.isEmpty()) {
      Refusal reason = shape == null ? Refusal.INVALID_EVENT : shape;
      sessions.add(NOBODY, null, index, unfit(item, arrival, reason));
      return;
    }
    for (Told told : tellings) {
      Visitor visitor = told.visitor();
      if (visitor == null) {
        sessions.add(NOBODY, null, index, unfit(item, arrival, Refusal.INVALID_VISITOR));
      } else {
        Verdict verdict =
            switch (told) {
              case Told.Known _ -> Verdict.Skipped.AS_NOISE;
              case Told.Happened happened -> verdict(happened, visitor, item, arrival);
            };
        sessions.add(visitor.session(), visitor.context(), index, verdict);
      }
    }
  }

  private @Nullable Refusal shape(Object item, CharBuffer whole) {
    if (!(item instanceof JsonObject object)) {
      return Refusal.INVALID_EVENT;
    }
    if (!eventLimits.sizeHolds(object.text(whole).length())) {
      return Refusal.EVENT_TOO_LARGE;
    }
    return JsonReader.isSpoilt(object) ? Refusal.INVALID_PROPERTIES : null;
  }

  private Verdict verdict(Told.Happened told, Visitor visitor, Object item, Arrival arrival) {
    if (told.id() != null && !isEventId(told.id())) {
      return unfit(item, arrival, Refusal.INVALID_EVENT_ID);
    }
    if (!holds(told)) {
      return unfit(item, arrival, Refusal.INVALID_PROPERTIES);
    }
    return switch (eventClock.read(told.time(), arrival.receivedAt, arrival.skew)) {
      case Reading.Wrong(Refusal reason) -> unfit(item, arrival, reason);
      case Reading.At at -> {
        // Senders change times and such when they repeat an event, but never what it says.
        int content = Objects.hash(told.type(), told.page(), told.properties());
        yield new Verdict.Fit(event(told, eventId(told, visitor, item, arrival), at), content);
      }
    };
  }

  private boolean holds(Told.Happened told) {
    Told.Page page = told.page();
    return urlHolds(page.url())
        && urlHolds(page.referrer())
        && urlHolds(page.title())
        && eventLimits.holds(told.properties());
  }

  private boolean urlHolds(@Nullable String text) {
    return text == null || eventLimits.urlHolds(text);
  }

  private static boolean isEventId(Object id) {
    return id instanceof String text
        && !text.isEmpty()
        && text.length() <= MAX_EVENT_ID
        && text.chars().noneMatch(Character::isISOControl);
  }

  /** A sender's id that is no UUID names one all the same; without any, the text itself does. */
  private static UUID eventId(Told.Happened told, Visitor visitor, Object item, Arrival arrival) {
    if (!(told.id() instanceof String id)) {
      CharSequence text =
          item instanceof JsonObject object ? object.text(arrival.text) : item.toString();
      return NameUuid.of(visitor.session(), text.toString());
    }
    UUID given = NativeEventMapper.uuid(id);
    return given == null ? NameUuid.of("event", id) : given;
  }

  private static WebEvent event(Told.Happened told, UUID id, Reading.At at) {
    return new WebEvent(
        id.toString(),
        told.type(),
        at.time(),
        Masking.textOrNull(told.page().url()),
        Masking.textOrNull(told.page().title()),
        Masking.textOrNull(told.page().referrer()),
        Masking.properties(told.properties()),
        at.skewed() ? List.of(WebEvent.FLAG_CLOCK_SKEW) : List.of());
  }

  private static Verdict unfit(Object item, Arrival arrival, Refusal reason) {
    return new Verdict.Unfit(null, reason, EventMapper.head(item, arrival.text));
  }

  /** A request that was read. */
  public static final class Arrival {

    private final @Nullable Object document;
    private final CharBuffer text;
    private final @Nullable String browser;
    private final Instant receivedAt;
    private final Duration skew;

    Arrival(
        @Nullable Object document,
        CharBuffer text,
        @Nullable String browser,
        Instant receivedAt,
        Duration skew) {
      this.document = document;
      this.text = text;
      this.browser = browser;
      this.receivedAt = receivedAt;
      this.skew = skew;
    }

    /** The JSON value: maps, lists and scalars. */
    public @Nullable Object document() {
      return document;
    }
  }

  /**
   * What became of a request's events.
   *
   * @param receipts names of the receipts, one for each session
   * @param refused those not kept
   */
  public record Taken(List<String> receipts, List<Refused> refused) {}

  /**
   * @param index place in the request
   * @param reason slug of the reason
   * @param detail one sentence for people
   */
  public record Refused(int index, String reason, String detail) {}

  /** A request's events by session, in the order in which sessions and events came. */
  private static final class Sessions {

    private final Map<String, Part> parts = new LinkedHashMap<>();

    void add(String session, @Nullable SessionContext context, int index, Verdict verdict) {
      Part part = parts.computeIfAbsent(session, _ -> new Part());
      if (context != null) {
        part.context = part.context.mergedWith(masked(context));
        part.known = true;
      }
      part.indexes.add(index);
      part.verdicts.add(verdict);
    }

    private static SessionContext masked(SessionContext told) {
      return new SessionContext(
          told.anonymousId(),
          told.userId(),
          Masking.textOrNull(IngestedRequest.shortText(told.landingUrl())),
          Masking.textOrNull(IngestedRequest.shortText(told.referrer())),
          IngestedRequest.shortText(told.userAgent()),
          IngestedRequest.shortText(told.locale()),
          IngestedRequest.shortText(told.timezone()),
          told.screenWidth(),
          told.screenHeight());
    }

    List<Submission> submissions(@Nullable String browser) {
      List<Submission> submissions = new ArrayList<>(parts.size());
      parts.forEach(
          (session, part) ->
              submissions.add(
                  new Submission(
                      session,
                      part.known ? part.context : null,
                      null,
                      Stream.of(part.context.userAgent(), browser)
                          .filter(Objects::nonNull)
                          .toList(),
                      part.verdicts,
                      false)));
      return submissions;
    }

    Taken told(List<Receipt> receipts) {
      List<Part> inOrder = List.copyOf(parts.values());
      List<Refused> refused = new ArrayList<>(0);
      for (int i = 0; i < inOrder.size(); i++) {
        for (Receipt.Entry entry : receipts.get(i).events()) {
          if (entry.status() == Receipt.Status.REFUSED) {
            refused.add(
                new Refused(
                    inOrder.get(i).indexes.get(entry.index()),
                    String.valueOf(entry.reason()),
                    String.valueOf(entry.detail())));
          }
        }
      }
      refused.sort(java.util.Comparator.comparingInt(Refused::index));
      return new Taken(receipts.stream().map(Receipt::receiptId).toList(), refused);
    }
  }

  private static final class Part {

    private final List<Integer> indexes = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private SessionContext context = SessionContext.EMPTY;
    private boolean known;
  }
}
