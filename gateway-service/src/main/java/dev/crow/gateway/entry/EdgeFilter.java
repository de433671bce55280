package dev.crow.gateway.entry;

import dev.crow.gateway.client.ClientProperties;
import dev.crow.gateway.cors.Preflights;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** What holds for every request, whatever its path. */
final class EdgeFilter extends OncePerRequestFilter {

  private static final String HEALTH = "/actuator/health";
  private static final int MAX_URL_LENGTH = 8192;

  private final Preflights preflights;
  private final JsonMapper json;
  private final Set<String> hosts;

  EdgeFilter(Preflights preflights, ClientProperties client, JsonMapper json) {
    this.preflights = preflights;
    this.json = json;
    this.hosts =
        client.hosts().stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      checkHost(request);
      if (length(request) > MAX_URL_LENGTH) {
        throw new ApiException(ErrorCode.BAD_PATH, "The URL is longer than 8 KiB.");
      }
      if (Preflights.is(request)) {
        preflights.answer(request, response);
        return;
      }
    } catch (ApiException e) {
      Problems.write(e, request, response, json);
      return;
    }
    chain.doFilter(request, response);
  }

  /** Probes come by address, whatever the gateway is called. */
  private void checkHost(HttpServletRequest request) {
    if (!hosts.isEmpty()
        && !hosts.contains(request.getServerName().toLowerCase(Locale.ROOT))
        && !isProbe(request)) {
      throw new ApiException(ErrorCode.MISDIRECTED, "The gateway does not answer to this name.");
    }
  }

  static boolean isProbe(HttpServletRequest request) {
    return request.getRequestURI().startsWith(HEALTH);
  }

  private static int length(HttpServletRequest request) {
    String query = request.getQueryString();
    return request.getRequestURI().length() + (query == null ? 0 : query.length());
  }
}
