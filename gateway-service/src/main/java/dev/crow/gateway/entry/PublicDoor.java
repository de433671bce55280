package dev.crow.gateway.entry;

import dev.crow.gateway.client.ClientAddress;
import dev.crow.gateway.client.ClientAddresses;
import dev.crow.gateway.limit.RateLimiter;
import dev.crow.gateway.limit.Scope;
import dev.crow.gateway.route.RouteClass;
import dev.crow.web.ApiException;
import dev.crow.web.Problems;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import tools.jackson.databind.json.JsonMapper;

/** Limits what the gateway answers by itself; routes have their own filter. */
final class PublicDoor implements HandlerInterceptor {

  private final ClientAddresses addresses;
  private final RateLimiter limiter;
  private final JsonMapper json;

  PublicDoor(ClientAddresses addresses, RateLimiter limiter, JsonMapper json) {
    this.addresses = addresses;
    this.limiter = limiter;
    this.json = json;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    if (!(handler instanceof HandlerMethod)
        || request.getDispatcherType() != DispatcherType.REQUEST) {
      return true;
    }
    EntryNotes notes = new EntryNotes();
    ClientAddress client = addresses.of(request);
    try {
      limiter.take(RouteClass.PUBLIC, Scope.ADDRESS, client.household()).ifPresent(notes::count);
      limiter
          .take(RouteClass.PUBLIC, Scope.NETWORK, client.neighbourhood())
          .ifPresent(notes::count);
      notes.writeTo(response);
      return true;
    } catch (ApiException e) {
      notes.writeTo(response);
      Problems.write(e, request, response, json);
      return false;
    }
  }
}
