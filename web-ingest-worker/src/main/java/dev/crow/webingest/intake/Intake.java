package dev.crow.webingest.intake;

import dev.crow.contracts.Topics;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.events.Event;
import dev.crow.events.EventPublishException;
import dev.crow.events.EventPublisher;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.webingest.intake.Receipt.Entry;
import dev.crow.webingest.intake.Receipt.Status;
import dev.crow.webingest.rules.OrganizationRules;
import dev.crow.webingest.rules.OrganizationRules.Breach;
import dev.crow.webingest.session.ReceiptIds;
import dev.crow.webingest.session.SessionInput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where all transports and dialects meet: sorts a request's events, makes the good ones durable,
 * and says what became of each. Nothing is acknowledged before the broker has acknowledged it.
 */
public final class Intake {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final EventPublisher publisher;
  private final RecentEvents recent;
  private final Function<String, OrganizationRules> rules;
  private final Predicate<String> bots;

  /**
   * @param publisher makes events durable
   * @param recent remembers those that are
   * @param rules of an organization
   * @param bots whether this is how a program calls itself
   */
  Intake(
      EventPublisher publisher,
      RecentEvents recent,
      Function<String, OrganizationRules> rules,
      Predicate<String> bots) {
    this.publisher = publisher;
    this.recent = recent;
    this.rules = rules;
    this.bots = bots;
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
    OrganizationRules ours = rules.apply(organizationId);
    List<Taken> all = submissions.stream().map(each -> sorted(organizationId, each, ours)).toList();
    publish(all);
    return all.stream().map(taken -> acknowledged(organizationId, taken)).toList();
  }

  /**
   * Takes an event that was judged before, and kept back. It is sorted, counted and made durable
   * like every other, and known if it comes twice.
   *
   * @param organizationId whose
   * @param sessionId of the session it belongs to
   * @param context what is known of the visit, or null
   * @param event as it is to be stored
   * @return how it breaks its schema now, in which case nothing was taken; null if it was taken
   * @throws ApiException {@code queue-unavailable}, if it is not certain that it is durable
   */
  public @Nullable Breach takeAfterAll(
      String organizationId, String sessionId, @Nullable SessionContext context, WebEvent event) {
    OrganizationRules ours = rules.apply(organizationId);
    Breach breach = ours.breach(event);
    if (breach == null) {
      Verdict.Fit fit = new Verdict.Fit(event, event.hashCode());
      Submission alone = new Submission(sessionId, context, null, List.of(), List.of(fit), false);
      Taken taken = sorted(organizationId, alone, OrganizationRules.NONE);
      publish(List.of(taken));
      acknowledged(organizationId, taken);
    }
    return breach;
  }

  private Taken sorted(String organizationId, Submission told, OrganizationRules ours) {
    Submission submission =
        ours.filtersBots() && told.agents().stream().anyMatch(bots) ? ofBot(told) : told;
    Sorted sorted = sort(organizationId, submission.verdicts(), ours);
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

  /** Nothing of it is kept but how many events there were. */
  private static Submission ofBot(Submission told) {
    List<Verdict> verdicts =
        told.verdicts().stream()
            .map(
                verdict ->
                    verdict instanceof Verdict.Fit(WebEvent event, _)
                        ? new Verdict.Skipped(event.eventId(), Verdict.Skipped.BOT)
                        : verdict)
            .toList();
    return new Submission(told.sessionId(), null, null, told.agents(), verdicts, false);
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
        sorted.unfit.size() + sorted.breaking.size(),
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
      List<Event<?>> quarantined =
          all.stream()
              .filter(taken -> !taken.sorted.breaking.isEmpty())
              .<Event<?>>map(taken -> event(taken.input, taken.quarantined()))
              .toList();
      if (!quarantined.isEmpty()) {
        publisher.publish(Topics.SCHEMA_VIOLATIONS, quarantined);
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

  private Sorted sort(String organizationId, List<Verdict> verdicts, OrganizationRules ours) {
    Sorted sorted = new Sorted(verdicts.size());
    for (Verdict verdict : verdicts) {
      switch (verdict) {
        case Verdict.Fit fit -> sorted.fit(fit, seen(organizationId, fit, sorted.fresh), ours);
        case Verdict.Unfit unfit -> sorted.refuse(unfit);
        case Verdict.Skipped skipped -> sorted.skip(skipped);
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

    QuarantinedEvents quarantined() {
      return new QuarantinedEvents(
          input.organizationId(),
          input.sessionId(),
          input.receiptId(),
          Instant.now(),
          input.context(),
          sorted.breaking);
    }
  }

  /** The request's events by fate, and the receipt's entries as they come. */
  private static final class Sorted {

    private final Map<String, Verdict.Fit> fresh;
    private final List<Entry> entries;
    private final List<RefusedEvents.Letter> unfit = new ArrayList<>(0);
    private final List<QuarantinedEvents.Letter> breaking = new ArrayList<>(0);
    private final Map<String, Integer> refusals = new HashMap<>();
    private int duplicates;

    Sorted(int size) {
      this.fresh = LinkedHashMap.newLinkedHashMap(size);
      this.entries = new ArrayList<>(size);
    }

    void fit(Verdict.Fit fit, RecentEvents.Seen seen, OrganizationRules ours) {
      WebEvent event = fit.event();
      switch (seen) {
        case NEVER -> {
          Breach breach = ours.breach(event);
          if (breach == null) {
            fresh.put(event.eventId(), fit);
            entry(event.eventId(), Status.STORED, null, null);
          } else {
            quarantine(event, breach);
          }
        }
        case SAME -> {
          duplicates++;
          entry(event.eventId(), Status.DUPLICATE, null, null);
        }
        case OTHER_CONTENT ->
            refuse(new Verdict.Unfit(event.eventId(), Refusal.EVENT_ID_REUSED, event.type()));
      }
    }

    private void quarantine(WebEvent event, Breach breach) {
      String reason = Refusal.SCHEMA_VIOLATION.slug();
      breaking.add(new QuarantinedEvents.Letter(event, breach));
      refusals.merge(reason, 1, Integer::sum);
      entry(event.eventId(), Status.REFUSED, reason, breach.sentence());
    }

    void refuse(Verdict.Unfit refused) {
      Refusal reason = refused.reason();
      unfit.add(
          new RefusedEvents.Letter(
              entries.size(), refused.eventId(), reason.slug(), refused.head()));
      refusals.merge(reason.slug(), 1, Integer::sum);
      entry(refused.eventId(), Status.REFUSED, reason.slug(), reason.sentence());
    }

    /** Noise counts nowhere; what was passed over for a reason counts with those not taken. */
    void skip(Verdict.Skipped skipped) {
      if (skipped.reason() != null) {
        refusals.merge(skipped.reason(), 1, Integer::sum);
      }
      entry(skipped.eventId(), Status.SKIPPED, skipped.reason(), null);
    }

    private void entry(
        @Nullable String eventId, Status status, @Nullable String reason, @Nullable String detail) {
      entries.add(new Entry(entries.size(), eventId, status, reason, detail));
    }
  }
}
