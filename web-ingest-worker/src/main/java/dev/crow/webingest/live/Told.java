package dev.crow.webingest.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.webingest.session.SessionInput;
import dev.crow.webingest.session.SessionOpened;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a watcher is told. */
sealed interface Told {

  /** Of how many events of a request a watcher is told more than their number. */
  int MOST = 20;

  /** Name of the server-sent event. */
  String name();

  /** What a request brought, in one or two parts. */
  static List<Told> of(SessionInput input, Instant at) {
    List<Told> told = new ArrayList<>(2);
    if (!input.events().isEmpty() || input.repeated() > 0) {
      told.add(
          new Accepted(
              input.receiptId(),
              input.sessionId(),
              at,
              input.events().size(),
              input.repeated(),
              input.events().stream().limit(MOST).map(Accepted.Seen::of).toList()));
    }
    if (!input.refused().isEmpty()) {
      told.add(new Refused(input.receiptId(), input.sessionId(), at, input.refused()));
    }
    return told;
  }

  static Told of(SessionOpened opened) {
    return new Opened(opened.sessionId(), opened.run(), opened.openedAt());
  }

  static Told of(SessionClosed closed) {
    return new Closed(
        closed.sessionId(),
        closed.run(),
        closed.version(),
        closed.reason().name(),
        closed.events().size(),
        closed.startedAt(),
        closed.endedAt());
  }

  /**
   * @param receiptId the request's
   * @param sessionId of its session
   * @param at when it was durable
   * @param count events it brought that the door did not know
   * @param repeated events it brought that the door knew
   * @param events the first of them
   */
  record Accepted(
      String receiptId, String sessionId, Instant at, int count, int repeated, List<Seen> events)
      implements Told {

    @Override
    public String name() {
      return "accepted";
    }

    /** One event, in short. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Seen(
        String eventId,
        String type,
        @Nullable String name,
        Instant occurredAt,
        @Nullable String url) {

      static Seen of(WebEvent event) {
        return new Seen(
            event.eventId(),
            event.type(),
            event.properties().get("name") instanceof String name ? name : null,
            event.occurredAt(),
            event.url());
      }
    }
  }

  /**
   * @param receiptId the request's
   * @param sessionId of its session
   * @param at when that was known
   * @param reasons how many events for which reason
   */
  record Refused(String receiptId, String sessionId, Instant at, Map<String, Integer> reasons)
      implements Told {

    @Override
    public String name() {
      return "refused";
    }
  }

  /**
   * @param sessionId the sender's
   * @param run from 1
   * @param at when
   */
  record Opened(String sessionId, int run, Instant at) implements Told {

    @Override
    public String name() {
      return "session-opened";
    }
  }

  /**
   * @param sessionId the sender's
   * @param run from 1
   * @param version from 1; a higher one amends
   * @param reason why
   * @param events how many it holds
   * @param startedAt of its first event
   * @param endedAt of its last event
   */
  record Closed(
      String sessionId,
      int run,
      int version,
      String reason,
      int events,
      Instant startedAt,
      Instant endedAt)
      implements Told {

    @Override
    public String name() {
      return "session-closed";
    }
  }
}
