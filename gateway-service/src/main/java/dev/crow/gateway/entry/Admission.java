package dev.crow.gateway.entry;

import dev.crow.contracts.Services;
import dev.crow.gateway.audit.RefusedCallers;
import dev.crow.gateway.client.ClientAddress;
import dev.crow.gateway.client.ClientAddresses;
import dev.crow.gateway.cors.Origins;
import dev.crow.gateway.credential.Credential;
import dev.crow.gateway.credential.CredentialExchange;
import dev.crow.gateway.credential.Credentials;
import dev.crow.gateway.credential.Identity;
import dev.crow.gateway.credential.KeysInside;
import dev.crow.gateway.csrf.ForgeryGuard;
import dev.crow.gateway.forward.Admitted;
import dev.crow.gateway.forward.HeldBody;
import dev.crow.gateway.limit.RateLimiter;
import dev.crow.gateway.limit.Scope;
import dev.crow.gateway.route.Route;
import dev.crow.gateway.route.RouteClass;
import dev.crow.gateway.route.RoutePolicy;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.unit.DataSize;

/**
 * Everything that is decided about a request of a route before a byte of its body is read, but for
 * the clients of others, whose body has to say who they are.
 */
final class Admission {

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final Route route;
  private final Origins origins;
  private final ClientAddresses addresses;
  private final CredentialExchange credentials;
  private final ForgeryGuard forgery;
  private final RateLimiter limiter;
  private final RefusedCallers refused;
  private final HeldBody bodies;
  private final DataSize maxBody;

  Admission(Route route, Desk desk) {
    this.route = route;
    this.origins = desk.origins();
    this.addresses = desk.addresses();
    this.credentials = desk.credentials();
    this.forgery = desk.forgery();
    this.limiter = desk.limiter();
    this.refused = desk.refused();
    this.bodies = desk.bodies();
    this.maxBody = Objects.requireNonNullElse(route.maxBody(), desk.maxBody());
  }

  /**
   * @param notes learn what the answer has to say, even if this throws
   * @return the request's way on
   */
  Admitted admit(HttpServletRequest request, EntryNotes notes) {
    noteOrigin(request, notes);
    ClientAddress client = addresses.of(request);
    Identity identity =
        route.policy() == RoutePolicy.PUBLIC
            ? admitAnybody(request, client, notes)
            : admitKnown(request, client, notes);
    checkLength(request);
    return new Admitted(route.upstream(), identity, client.text());
  }

  /**
   * Forgets who the caller was, if they may have become another: what somebody changes about their
   * own account counts from their next request on, and not only from when word of it came here.
   */
  void answered(HttpServletRequest request, Admitted admitted, HttpStatusCode status) {
    String session = admitted.identity().sessionId();
    if (session != null
        && status.is2xxSuccessful()
        && !SAFE.contains(request.getMethod())
        && route.upstream().name().equals(Services.AUTH)) {
      credentials.forget(known -> session.equals(known.sessionId()));
    }
  }

  private Identity admitAnybody(
      HttpServletRequest request, ClientAddress client, EntryNotes notes) {
    take(Scope.ADDRESS, client.household(), notes);
    take(Scope.NETWORK, client.neighbourhood(), notes);
    forgery.checkPublic(request);
    return credentials.identify(Credential.ofAddress(client.household()), route.upstream().name());
  }

  private Identity admitKnown(HttpServletRequest request, ClientAddress client, EntryNotes notes) {
    boolean events = route.kind() == RouteClass.INGEST;
    if (!events) {
      take(Scope.ADDRESS, client.household(), notes);
    }
    Credential credential =
        events ? eventCredential(request, client, notes) : Credentials.of(request);
    Identity identity = identify(credential, client, notes);
    checkMayAsk(request, credential, identity, notes);
    if (events) {
      take(Scope.ADDRESS, identity.subject() + "@" + client.household(), notes);
    }
    take(Scope.CREDENTIAL, identity.subject(), notes);
    take(Scope.ORGANIZATION, identity.organizationId(), notes);
    takeDaily(identity, notes);
    return identity;
  }

  /** Whoever shows nothing usable counts as a stranger too. */
  private Credential eventCredential(
      HttpServletRequest request, ClientAddress client, EntryNotes notes) {
    try {
      return route.policy() == RoutePolicy.KEY_INSIDE
          ? Credentials.inHeaders(request).orElseGet(() -> keyInside(request))
          : Credentials.of(request);
    } catch (ApiException e) {
      take(Scope.STRANGER, client.household(), notes);
      throw e;
    }
  }

  private Credential keyInside(HttpServletRequest request) {
    checkLength(request);
    if (!request.getMethod().equals("POST")) {
      return KeysInside.ofPath(request.getRequestURI());
    }
    String type = request.getContentType();
    boolean form = type != null && type.startsWith("application/x-www-form-urlencoded");
    return bodies.read(request, body -> KeysInside.ofBody(body, form, bodies.limit()));
  }

  private Identity identify(Credential credential, ClientAddress client, EntryNotes notes) {
    String audience = route.upstream().name();
    Optional<Identity> known = credentials.known(credential, audience);
    if (known.isPresent()) {
      return known.get();
    }
    take(Scope.STRANGER, client.household(), notes);
    return credentials.identify(credential, audience);
  }

  /** Web pages send events with keys, from any site; all else only our own clients may. */
  private void noteOrigin(HttpServletRequest request, EntryNotes notes) {
    notes.varyByOrigin();
    if (!Origins.present(request)) {
      return;
    }
    if (route.kind() != RouteClass.INGEST) {
      if (origins.isClient(request)) {
        notes.allowClient(request.getHeader("Origin"));
      }
      return;
    }
    String origin = Origins.valid(request);
    if (origin == null) {
      throw new ApiException(
          ErrorCode.ORIGIN_NOT_ALLOWED, "Events are taken from http(s) origins only.");
    }
    notes.allowOrigin(origin);
  }

  /** Who is refused here is known, so their organization may know of it. */
  private void checkMayAsk(
      HttpServletRequest request, Credential credential, Identity identity, EntryNotes notes) {
    try {
      checkKind(identity);
      forgery.check(request, credential);
      checkOrigin(identity, notes);
    } catch (ApiException refusal) {
      refused.refused(identity, route.id(), refusal.code(), RequestIds.of(request));
      throw refusal;
    }
  }

  private void checkKind(Identity identity) {
    boolean events = route.kind() == RouteClass.INGEST;
    if (identity.kind() == Caller.Kind.WRITE_KEY && !events) {
      throw new ApiException(
          ErrorCode.INSUFFICIENT_SCOPE, "A publishable key can only send events.");
    }
    if (identity.kind() == Caller.Kind.SESSION && events) {
      throw new ApiException(ErrorCode.INSUFFICIENT_SCOPE, "Events are sent with an API key.");
    }
  }

  private void checkOrigin(Identity identity, EntryNotes notes) {
    List<String> allowed = identity.allowedOrigins();
    String origin = route.kind() == RouteClass.INGEST ? notes.origin() : null;
    if (origin != null && !allowed.isEmpty() && !allowed.contains(origin)) {
      notes.refuseOrigin();
      throw new ApiException(
          ErrorCode.ORIGIN_NOT_ALLOWED, "The key may not be used from this origin.");
    }
  }

  private void checkLength(HttpServletRequest request) {
    if (request.getContentLengthLong() > maxBody.toBytes()) {
      throw new ApiException(
          ErrorCode.PAYLOAD_TOO_LARGE, "A body may have at most " + maxBody.toBytes() + " bytes.");
    }
  }

  private void take(Scope scope, String id, EntryNotes notes) {
    limiter.take(route.kind(), scope, id).ifPresent(notes::count);
  }

  private void takeDaily(Identity identity, EntryNotes notes) {
    if (identity.dailyCap() != null) {
      limiter
          .takeDaily(route.kind(), identity.subject(), identity.dailyCap())
          .ifPresent(notes::count);
    }
  }
}
