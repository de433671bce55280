package dev.crow.webingest.intake;

import dev.crow.contracts.Topics;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.events.Event;
import dev.crow.events.EventPublishException;
import dev.crow.events.EventPublisher;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.webingest.intake.Receipt.Entry;
import dev.crow.webingest.intake.Receipt.Status;
import dev.crow.webingest.session.ReceiptIds;
import dev.crow.webingest.session.SessionInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where all transports and dialects meet: sorts a request's events, makes the good ones durable,
 * and says what became of each. Nothing is acknowledged before the broker has acknowledged it.
 */
final class Intake {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final EventPublisher publisher;
  private final RecentEvents recent;

  Intake(EventPublisher publisher, RecentEvents recent) {
    this.publisher = publisher;
    this.recent = recent;
  }

  /**
   * @param organizationId from the caller's token
   * @param submission the request
   * @return its receipt, after everything in it is durable
   * @throws ApiException {@code queue-unavailable} if that is not certain; the sender may repeat
   *     the request as it is
   */
  Receipt take(String organizationId, Submission submission) {
    return takeAll(organizationId, List.of(submission)).getFirst();
  }

  /**
   * @param organizationId from the caller's token
   * @param submissions the request's sessions, each once
   * @return a receipt for each, after everything in all of them is durable
   * @throws ApiException as in {@link #take}
   */
  List<Receipt> takeAll(String organizationId, List<Submission> submissions) {
    List<Taken> all = submissions.stream().map(each -> sorted(organizationId, each)).toList();
    publish(all);
    return all.stream().map(taken -> acknowledged(organizationId, taken)).toList();
  }

  private Taken sorted(String organizationId, Submission submission) {
    Sorted sorted = sort(organizationId, submission.verdicts());
    SessionInput input =
        new SessionInput(
            organizationId,
            submission.sessionId(),
            ReceiptIds.next(organizationId, submission.sessionId()),
            submission.context(),
            submission.idleTimeoutSeconds(),
            sorted.fresh.values().stream().map(Verdict.Fit::event).toList(),
            sorted.refusals,
            sorted.duplicates,
            submission.ends());
    return new Taken(submission, input, sorted);
  }

  private Receipt acknowledged(String organizationId, Taken taken) {
    Sorted sorted = taken.sorted;
    sorted.fresh.forEach((id, fit) -> recent.acknowledged(organizationId, id, fit.content()));
    return new Receipt(
        taken.input.receiptId(),
        taken.submission.sessionId(),
        taken.submission.verdicts().size(),
        sorted.fresh.size(),
        sorted.duplicates,
        sorted.unfit.size(),
        sorted.entries);
  }

  private void publish(List<Taken> all) {
    try {
      List<Event<?>> letters =
          all.stream()
              .filter(taken -> !taken.sorted.unfit.isEmpty())
              .<Event<?>>map(taken -> event(taken.input, taken.letter()))
              .toList();
      if (!letters.isEmpty()) {
        publisher.publish(Topics.deadLettersOf(Topics.WEB_EVENTS), letters);
      }
      publisher.publish(
          Topics.WEB_EVENTS, all.stream().map(taken -> event(taken.input, taken.input)).toList());
    } catch (EventPublishException e) {
      throw ApiException.retryLater(
          ErrorCode.QUEUE_UNAVAILABLE,
          "The events could not be made durable. Send the same request again.",
          RETRY_AFTER,
          e);
    }
  }

  private static <T> Event<T> event(SessionInput input, T payload) {
    return new Event<>(input.receiptId(), input.organizationId(), input.key(), payload);
  }

  private Sorted sort(String organizationId, List<Verdict> verdicts) {
    Sorted sorted = new Sorted(verdicts.size());
    for (Verdict verdict : verdicts) {
      switch (verdict) {
        case Verdict.Fit fit -> sorted.fit(fit, seen(organizationId, fit, sorted.fresh));
        case Verdict.Unfit unfit -> sorted.refuse(unfit);
        case Verdict.Skipped _ -> sorted.entry(null, Status.SKIPPED, null);
      }
    }
    return sorted;
  }

  private RecentEvents.Seen seen(
      String organizationId, Verdict.Fit fit, Map<String, Verdict.Fit> fresh) {
    Verdict.Fit here = fresh.get(fit.event().eventId());
    if (here != null) {
      return here.content() == fit.content()
          ? RecentEvents.Seen.SAME
          : RecentEvents.Seen.OTHER_CONTENT;
    }
    return recent.look(organizationId, fit.event().eventId(), fit.content());
  }

  /** One session's part of a request, on its way. */
  private record Taken(Submission submission, SessionInput input, Sorted sorted) {

    RefusedEvents letter() {
      return new RefusedEvents(input.organizationId(), input.sessionId(), sorted.unfit);
    }
  }

  /** The request's events by fate, and the receipt's entries as they come. */
  private static final class Sorted {

    private final Map<String, Verdict.Fit> fresh;
    private final List<Entry> entries;
    private final List<RefusedEvents.Letter> unfit = new ArrayList<>(0);
    private final Map<String, Integer> refusals = new HashMap<>();
    private int duplicates;

    Sorted(int size) {
      this.fresh = java.util.LinkedHashMap.newLinkedHashMap(size);
      this.entries = new ArrayList<>(size);
    }

    void fit(Verdict.Fit fit, RecentEvents.Seen seen) {
      WebEvent event = fit.event();
      switch (seen) {
        case NEVER -> {
          fresh.put(event.eventId(), fit);
          entry(event.eventId(), Status.STORED, null);
        }
        case SAME -> {
          duplicates++;
          entry(event.eventId(), Status.DUPLICATE, null);
        }
        case OTHER_CONTENT ->
            refuse(new Verdict.Unfit(event.eventId(), Refusal.EVENT_ID_REUSED, event.type()));
      }
    }

    void refuse(Verdict.Unfit refused) {
      unfit.add(
          new RefusedEvents.Letter(
              entries.size(), refused.eventId(), refused.reason().slug(), refused.head()));
      refusals.merge(refused.reason().slug(), 1, Integer::sum);
      entry(refused.eventId(), Status.REFUSED, refused.reason());
    }

    void entry(
        @org.jspecify.annotations.Nullable String eventId,
        Status status,
        @org.jspecify.annotations.Nullable Refusal reason) {
      entries.add(
          new Entry(
              entries.size(),
              eventId,
              status,
              reason == null ? null : reason.slug(),
              reason == null ? null : reason.sentence()));
    }
  }
}
