package dev.crow.gateway.forward;

import dev.crow.gateway.credential.CredentialExchange;
import dev.crow.gateway.route.GatewayProperties;
import dev.crow.gateway.route.Upstream;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.Problems;
import dev.crow.web.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Set;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The end of every route: sends an {@link Admitted} request to its service. Goes from the servlet's
 * streams to the HTTP client's and back; no byte of a body is looked at here.
 */
public final class Forwarding implements HandlerFunction<ServerResponse> {

  private static final Logger log = LoggerFactory.getLogger(Forwarding.class);
  private static final String CLIENT_ADDRESS = "X-Crow-Client-Address";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final HttpClient client;
  private final CredentialExchange credentials;
  private final Duration bodyTimeout;

  Forwarding(HttpClient client, CredentialExchange credentials, GatewayProperties properties) {
    this.client = client;
    this.credentials = credentials;
    this.bodyTimeout = properties.bodyTimeout();
  }

  /**
   * @param request admitted
   * @return the service's answer, its body not read yet
   * @throws ApiException if the service cannot be reached or takes no token of the gateway's, or
   *     the client's body does not arrive
   */
  @Override
  public ServerResponse handle(ServerRequest request) {
    HttpServletRequest incoming = request.servletRequest();
    Admitted admitted = Admitted.of(incoming);
    Upstream upstream = admitted.upstream();
    HttpHost host = HttpHost.create(upstream.uri());
    try {
      HttpUriRequestBase outgoing = outgoing(incoming, admitted);
      ClassicHttpResponse answer = client.executeOpen(host, outgoing, null);
      if (refusesToken(answer)) {
        answer.close();
        throw tokenRefused(admitted);
      }
      return new ForwardedAnswer(answer, outgoing, upstream);
    } catch (ClientBody.Failed e) {
      throw bodyFailed(e);
    } catch (IOException e) {
      log.warn(
          "{} failed on request {}: {}", upstream.name(), RequestIds.of(incoming), e.toString());
      throw ApiException.retryLater(
          ErrorCode.SERVICE_UNAVAILABLE,
          upstream.name() + " cannot be reached or does not answer.",
          RETRY_AFTER,
          null);
    }
  }

  private static boolean refusesToken(ClassicHttpResponse answer) {
    Header reason = answer.getFirstHeader(HttpHeaders.WWW_AUTHENTICATE);
    return answer.getCode() == HttpStatus.UNAUTHORIZED.value()
        && reason != null
        && Problems.INVALID_TOKEN.equals(reason.getValue());
  }

  /**
   * The client's credential is good, so a client that gave up on a 401 would be wrong to. Happens
   * where clocks were set, or the keys of tokens changed, and no longer once there is a new token.
   */
  private ApiException tokenRefused(Admitted admitted) {
    String service = admitted.upstream().name();
    String token = admitted.identity().token();
    credentials.forget(known -> known.token().equals(token));
    log.warn("{} does not take the token it was shown; the next request gets another", service);
    return ApiException.retryLater(
        ErrorCode.SERVICE_UNAVAILABLE,
        service + " could not be shown who calls. Send the same request again.",
        RETRY_AFTER,
        null);
  }

  static ApiException bodyFailed(ClientBody.Failed e) {
    return e.tooSlow()
        ? new ApiException(ErrorCode.REQUEST_TIMEOUT, "The body did not arrive in time.")
        : new ApiException(ErrorCode.BAD_REQUEST, "The body ended before its end.");
  }

  private HttpUriRequestBase outgoing(HttpServletRequest incoming, Admitted admitted)
      throws IOException {
    HttpUriRequestBase outgoing =
        new HttpUriRequestBase(incoming.getMethod(), admitted.upstream().uri());
    outgoing.setPath(target(incoming, admitted));
    copyHeaders(incoming, outgoing);
    outgoing.setHeader("Authorization", "Bearer " + admitted.identity().token());
    outgoing.setHeader(CLIENT_ADDRESS, admitted.clientAddress());
    outgoing.setHeader(RequestIds.HEADER, RequestIds.of(incoming));
    long length = incoming.getContentLengthLong();
    if (length >= 0 || incoming.getHeader("Transfer-Encoding") != null) {
      outgoing.setEntity(
          new StreamedBody(new ClientBody(HeldBody.of(incoming), bodyTimeout), length));
    }
    return outgoing;
  }

  /** As it stood in the request line, so that nothing is decoded and encoded again. */
  private static String target(HttpServletRequest incoming, Admitted admitted) {
    String base = admitted.upstream().uri().getRawPath();
    String path = incoming.getRequestURI();
    String query = incoming.getQueryString();
    return (base == null || base.equals("/") ? "" : base)
        + (query == null ? path : path + "?" + query);
  }

  private static void copyHeaders(HttpServletRequest incoming, ClassicHttpRequest outgoing) {
    Set<String> named = Headers.namedByConnection(incoming);
    Enumeration<String> names = incoming.getHeaderNames();
    while (names.hasMoreElements()) {
      String name = names.nextElement();
      if (Headers.forwarded(name, named)) {
        Enumeration<String> values = incoming.getHeaders(name);
        while (values.hasMoreElements()) {
          outgoing.addHeader(name, values.nextElement());
        }
      }
    }
  }
}
