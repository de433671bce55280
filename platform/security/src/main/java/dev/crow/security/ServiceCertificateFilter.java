package dev.crow.security;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets only certificates of the suite's services through. The handshake has proven that the right
 * authority issued the certificate; this asks to whom.
 */
final class ServiceCertificateFilter extends OncePerRequestFilter {

  private final Set<String> services;
  private final JsonMapper json;

  ServiceCertificateFilter(Set<String> services, JsonMapper json) {
    this.services = services;
    this.json = json;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    X509Certificate peer = PeerCertificate.of(request);
    if (peer != null && !Collections.disjoint(PeerCertificate.names(peer), services)) {
      chain.doFilter(request, response);
    } else {
      Problems.write(
          new ApiException(ErrorCode.FORBIDDEN, "Only the suite's services come here."),
          request,
          response,
          json);
    }
  }
}
