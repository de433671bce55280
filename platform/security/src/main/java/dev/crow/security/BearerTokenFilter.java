package dev.crow.security;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Makes the caller of a request known, or answers why it cannot. */
final class BearerTokenFilter extends OncePerRequestFilter {

  private static final String SCHEME = "Bearer ";

  private final InternalTokenVerifier verifier;
  private final JsonMapper json;

  BearerTokenFilter(InternalTokenVerifier verifier, JsonMapper json) {
    this.verifier = verifier;
    this.json = json;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Caller caller;
    try {
      caller = verifier.verify(tokenOf(request), PeerCertificate.thumbprint(request));
    } catch (ApiException refusal) {
      Problems.write(refusal, request, response, json);
      return;
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(new CallerAuthentication(caller));
    SecurityContextHolder.setContext(context);
    chain.doFilter(request, response);
  }

  private static String tokenOf(HttpServletRequest request) {
    List<String> values = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    if (values.size() > 1) {
      throw new ApiException(
          ErrorCode.AMBIGUOUS_CREDENTIALS, "Send one Authorization header only.");
    }
    if (values.isEmpty() || !values.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new ApiException(ErrorCode.UNAUTHENTICATED, "Send a bearer token.");
    }
    return values.getFirst().substring(SCHEME.length()).strip();
  }
}
