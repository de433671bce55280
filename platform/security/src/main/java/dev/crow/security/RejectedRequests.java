package dev.crow.security;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import tools.jackson.databind.json.JsonMapper;

/** Answers what the firewall refuses with a problem document that repeats nothing of it. */
final class RejectedRequests implements RequestRejectedHandler {

  private static final Set<String> METHODS =
      Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

  private final StrictHttpFirewall firewall = Firewall.create();
  private final JsonMapper json;

  RejectedRequests(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException e)
      throws IOException {
    Problems.write(problem(request), request, response, json);
  }

  private ApiException problem(HttpServletRequest request) {
    if (!METHODS.contains(request.getMethod())) {
      return new ApiException(ErrorCode.METHOD_NOT_ALLOWED, "This method is not served.");
    }
    return pathIsRefused(request)
        ? new ApiException(ErrorCode.BAD_PATH, "The path holds a sequence that is not accepted.")
        : new ApiException(ErrorCode.BAD_REQUEST, "A header or parameter is not accepted.");
  }

  /** The exception does not tell; header values are checked later than the path, when read. */
  private boolean pathIsRefused(HttpServletRequest request) {
    try {
      firewall.getFirewalledRequest(request);
      return false;
    } catch (RequestRejectedException path) {
      return true;
    }
  }
}
