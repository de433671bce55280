package dev.crow.organization.personaldata;

import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureDone;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportDelivered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.contracts.notification.v1.NotificationRequested;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.organization.decision.Decisions;
import dev.crow.organization.personaldata.Run.Kind;
import dev.crow.organization.personaldata.Run.State;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries erasures and exports from the request to the last answer. All state is in the database,
 * each step is one transaction with the events it sends, and a step two instances take at once is
 * refused to one of them: so a run goes on after any crash, and each step happens once.
 */
@Service
public class Runs {

  private static final String BY_USER = "user:";

  private final RunStore store;
  private final Certificates certificates;
  private final Decisions decisions;
  private final Outbox outbox;
  private final PersonalDataProperties properties;
  private final JsonMapper json;
  private final Clock clock;

  Runs(
      RunStore store,
      Certificates certificates,
      Decisions decisions,
      Outbox outbox,
      PersonalDataProperties properties,
      JsonMapper json,
      Clock clock) {
    this.store = store;
    this.certificates = certificates;
    this.decisions = decisions;
    this.outbox = outbox;
    this.properties = properties;
    this.json = json;
    this.clock = clock;
  }

  /** Not for other features: begins an erasure, or gives the one of that subject underway. */
  @Transactional
  public Run erase(Caller caller, Scope scope, String subjectId) {
    String hash = certificates.subjectHash(caller.organizationId(), scope, subjectId);
    return store
        .erasureUnderway(caller.organizationId(), scope, hash)
        .orElseGet(
            () -> {
              Duration grace = scope == Scope.ORGANIZATION ? properties.grace() : Duration.ZERO;
              return begin(caller, Kind.ERASURE, scope, subjectId, grace);
            });
  }

  /** Not for other features: begins an export. */
  @Transactional
  public Run export(Caller caller, Scope scope, String subjectId) {
    return begin(caller, Kind.EXPORT, scope, subjectId, Duration.ZERO);
  }

  private Run begin(Caller caller, Kind kind, Scope scope, String subjectId, Duration grace) {
    // As precise as the table, so that answers do not change when read again.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String organization = caller.organizationId();
    Run run =
        new Run(
            UuidV7.next(),
            organization,
            kind,
            scope,
            subjectId,
            certificates.subjectHash(organization, scope, subjectId),
            State.WAITING,
            Decisions.actor(caller),
            now,
            now.plus(grace),
            null,
            0,
            null,
            null,
            null);
    store.insert(run, properties.services());
    decisions.made(caller, word(kind) + ".ordered", word(kind) + ":" + run.id());
    if (!grace.isZero()) {
      return run;
    }
    order(run, now);
    return run.ordered(now);
  }

  /** Not for other features: takes an erasure back that has not begun. */
  @Transactional
  public void cancel(Caller caller, String id) {
    Run run = require(caller.organizationId(), Kind.ERASURE, id);
    if (run.state() == State.CANCELLED) {
      return;
    }
    if (!store.move(caller.organizationId(), id, State.WAITING, State.CANCELLED)) {
      throw new ApiException(ErrorCode.CONFLICT, "It has begun and cannot be taken back.");
    }
    decisions.made(caller, "erasure.cancelled", "erasure:" + id);
  }

  /** Tells the services, unless another instance just did. */
  @Transactional
  public void order(Run run) {
    order(run, clock.instant());
  }

  private void order(Run run, Instant now) {
    if (!store.claimOrder(run, now)) {
      return;
    }
    String organization = run.organizationId();
    String subject = Objects.requireNonNull(run.subjectId(), "an unfinished run has its subject");
    IdentityEvent order =
        switch (run.kind()) {
          case ERASURE -> new ErasureOrdered(organization, run.id(), run.scope(), subject, now);
          case EXPORT -> new ExportOrdered(organization, run.id(), run.scope(), subject, now);
        };
    // A repetition is a new event: the services' inboxes shall let it through.
    String id = run.id() + ":" + (run.orders() + 1);
    outbox.add(Topics.IDENTITY_EVENTS, new Event<>(id, organization, organization, order));
  }

  /**
   * Takes a service's answer: reads now, within the caller's transaction.
   *
   * @param done what it erased
   * @return writes it, within the same transaction
   */
  public Runnable answered(ErasureDone done) {
    return finishingPart(
        done.organizationId(),
        Kind.ERASURE,
        done.erasureId(),
        done.service(),
        json.writeValueAsString(new Erased(done.erased(), done.remains())));
  }

  /**
   * Takes a service's answer: reads now, within the caller's transaction.
   *
   * @param delivered what it wrote
   * @return writes it, within the same transaction
   */
  public Runnable answered(ExportDelivered delivered) {
    delivered
        .objectKeys()
        .forEach(key -> Exports.folder(delivered.organizationId(), delivered.exportId()).key(key));
    return finishingPart(
        delivered.organizationId(),
        Kind.EXPORT,
        delivered.exportId(),
        delivered.service(),
        json.writeValueAsString(delivered.objectKeys()));
  }

  private Runnable finishingPart(
      String organization, Kind kind, String id, String service, String result) {
    Run run = store.find(organization, kind, id).orElse(null);
    if (run == null || run.state() != State.RUNNING) {
      return () -> {};
    }
    Instant now = clock.instant();
    List<RunPart> parts = with(new RunPart(service, now, result), store.parts(organization, id));
    return () -> {
      store.finishPart(run, service, now, result);
      finishIfWhole(run, parts, now);
    };
  }

  /** The parts as they are once this one is done; the first answer of a service counts. */
  private static List<RunPart> with(RunPart done, List<RunPart> before) {
    List<RunPart> parts = new ArrayList<>(before);
    if (parts.removeIf(part -> part.service().equals(done.service()) && !part.isDone())
        || parts.stream().noneMatch(part -> part.service().equals(done.service()))) {
      parts.add(done);
    }
    parts.sort(Comparator.comparing(RunPart::service));
    return parts;
  }

  private void finishIfWhole(Run run, List<RunPart> parts, Instant now) {
    if (parts.stream().allMatch(RunPart::isDone)) {
      Kind kind = run.kind();
      String organization = run.organizationId();
      String id = run.id();
      switch (kind) {
        case ERASURE -> store.finish(run, now, null, certificates.of(run, parts, now));
        case EXPORT -> {
          store.finish(run, now, now.plus(properties.exportLifetime()), null);
          tellOfExport(run, now);
        }
      }
      decisions.madeBySystem(organization, word(kind) + ".completed", word(kind) + ":" + id);
    }
  }

  /** A key asks by itself how its export stands. */
  private void tellOfExport(Run run, Instant now) {
    if (!run.requestedBy().startsWith(BY_USER)) {
      return;
    }
    String organization = run.organizationId();
    outbox.add(
        Topics.NOTIFICATION_QUEUE,
        new Event<>(
            "export:" + run.id(),
            organization,
            organization,
            new NotificationRequested(
                organization,
                run.requestedBy().substring(BY_USER.length()),
                null,
                "export.ready",
                "Your export is ready",
                "It can be downloaded for %d days.".formatted(properties.exportLifetime().toDays()),
                Map.of("exportId", run.id(), "link", "/settings/exports"),
                now)));
  }

  Run require(String organizationId, Kind kind, String id) {
    return store.find(organizationId, kind, id).orElseThrow(() -> absent(kind));
  }

  static ApiException absent(Kind kind) {
    return new ApiException(ErrorCode.NOT_FOUND, "There is no such " + word(kind) + ".");
  }

  private static String word(Kind kind) {
    return kind == Kind.ERASURE ? "erasure" : "export";
  }
}
