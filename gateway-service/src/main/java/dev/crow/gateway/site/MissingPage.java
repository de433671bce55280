package dev.crow.gateway.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/** Tells people in a browser that nothing is at an address; programs are told otherwise. */
public final class MissingPage {

  private static final Set<String> READS = Set.of("GET", "HEAD");

  private final PagesSite landing;

  MissingPage(PagesSite landing) {
    this.landing = landing;
  }

  /**
   * @param request to an address where nothing is
   * @return whether a person sees the answer: who asks for anything at all is a program
   */
  public boolean suits(HttpServletRequest request) {
    return !landing.isEmpty()
        && READS.contains(request.getMethod())
        && !request.getRequestURI().startsWith("/api/")
        && Collections.list(request.getHeaders(HttpHeaders.ACCEPT)).stream()
            .anyMatch(accepted -> accepted.contains("text/html"));
  }

  /**
   * @param request one that this suits
   * @param response not yet committed
   * @throws IOException if the client is gone
   */
  public void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
    landing.writeMissing(request, response);
  }
}
