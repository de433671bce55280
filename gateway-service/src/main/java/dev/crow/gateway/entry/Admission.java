package dev.crow.gateway.entry;

import dev.crow.gateway.cors.Origins;
import dev.crow.gateway.forward.Admitted;
import dev.crow.gateway.key.Credentials;
import dev.crow.gateway.key.Identity;
import dev.crow.gateway.key.KeyExchange;
import dev.crow.gateway.limit.Allowance;
import dev.crow.gateway.limit.ClientAddress;
import dev.crow.gateway.limit.RateLimiter;
import dev.crow.gateway.limit.Scope;
import dev.crow.gateway.route.Route;
import dev.crow.gateway.route.RouteClass;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** The one filter of a route: everything that is decided before a byte of the body is read. */
final class Admission implements HandlerFilterFunction<ServerResponse, ServerResponse> {

  private final Route route;
  private final DataSize maxBody;
  private final KeyExchange keys;
  private final RateLimiter limiter;
  private final JsonMapper json;

  Admission(Route route, DataSize maxBody, KeyExchange keys, RateLimiter limiter, JsonMapper json) {
    this.route = route;
    this.maxBody = maxBody;
    this.keys = keys;
    this.limiter = limiter;
    this.json = json;
  }

  @Override
  public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next)
      throws Exception {
    HttpServletRequest incoming = request.servletRequest();
    EntryNotes notes = new EntryNotes();
    try {
      admit(incoming, notes).attachTo(incoming);
      return new EntryAnswer.Passed(notes, next.handle(request));
    } catch (ApiException e) {
      return new EntryAnswer.Problem(notes, e, json);
    } catch (RequestRejectedException e) {
      return new EntryAnswer.Problem(
          notes,
          new ApiException(ErrorCode.BAD_REQUEST, "A header holds characters not accepted."),
          json);
    }
  }

  private Admitted admit(HttpServletRequest request, EntryNotes notes) {
    noteOrigin(request, notes);
    take(Scope.ADDRESS, ClientAddress.of(request.getRemoteAddr()), notes);
    Identity identity = keys.identify(Credentials.of(request), route.upstream().name());
    checkKind(identity);
    checkOrigin(identity, notes);
    take(Scope.ORGANIZATION, identity.organizationId(), notes);
    take(Scope.KEY, identity.keyId(), notes);
    checkLength(request);
    return new Admitted(route.upstream(), identity.token());
  }

  /** Web pages can only read answers to events; secret keys have no place in them. */
  private void noteOrigin(HttpServletRequest request, EntryNotes notes) {
    if (route.kind() != RouteClass.INGEST) {
      return;
    }
    notes.varyByOrigin();
    if (!Origins.present(request)) {
      return;
    }
    String origin = Origins.valid(request);
    if (origin == null) {
      throw new ApiException(
          ErrorCode.ORIGIN_NOT_ALLOWED, "Events are taken from http(s) origins only.");
    }
    notes.allowOrigin(origin);
  }

  private void checkKind(Identity identity) {
    if (identity.kind() == Caller.Kind.WRITE_KEY && route.kind() != RouteClass.INGEST) {
      throw new ApiException(
          ErrorCode.INSUFFICIENT_SCOPE, "A publishable key can only send events.");
    }
  }

  private static void checkOrigin(Identity identity, EntryNotes notes) {
    List<String> allowed = identity.allowedOrigins();
    String origin = notes.origin();
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
    limiter
        .take(route.kind(), scope, id)
        .ifPresent(
            allowance -> {
              notes.allowance(allowance);
              if (!allowance.granted()) {
                throw limited(scope, allowance);
              }
            });
  }

  private static ApiException limited(Scope scope, Allowance allowance) {
    String counted = scope.name().toLowerCase(Locale.ROOT);
    return ApiException.retryLater(
            ErrorCode.RATE_LIMITED,
            "The limit per " + counted + " is reached.",
            Duration.ofSeconds(allowance.resetSeconds()),
            null)
        .with("scope", counted);
  }
}
