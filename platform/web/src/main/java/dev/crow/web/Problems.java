package dev.crow.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * Builds RFC 9457 problem documents, for advices and for filters that answer before any controller.
 */
public final class Problems {

  /** RFC 6750: tells a token that is not good from a credential that is missing or wrong. */
  public static final String INVALID_TOKEN = "Bearer realm=\"crow\", error=\"invalid_token\"";

  private static final String REALM = "Bearer realm=\"crow\"";

  private Problems() {}

  /**
   * @param e the refusal
   * @param request the request it answers
   * @return the document, with its instance and request id
   */
  public static ProblemDetail of(ApiException e, HttpServletRequest request) {
    return of(e, RequestIds.of(request));
  }

  private static ProblemDetail of(ApiException e, String requestId) {
    ProblemDetail problem = ProblemDetail.forStatus(e.code().status());
    problem.setType(e.code().type());
    problem.setTitle(e.code().title());
    problem.setDetail(e.getMessage());
    problem.setInstance(URI.create("urn:uuid:" + requestId));
    problem.setProperty("requestId", requestId);
    e.properties().forEach(problem::setProperty);
    return problem;
  }

  /**
   * @param e the refusal
   * @param request the request it answers
   * @return the whole answer with the headers its status asks for
   */
  public static ResponseEntity<Object> entity(ApiException e, HttpServletRequest request) {
    return ResponseEntity.status(e.code().status())
        .headers(headers(e))
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(of(e, request));
  }

  /**
   * Answers from a filter or servlet.
   *
   * @param e the refusal
   * @param request the request it answers
   * @param response not yet committed
   * @param json writes the document
   * @throws IOException if the client is gone
   */
  public static void write(
      ApiException e, HttpServletRequest request, HttpServletResponse response, JsonMapper json)
      throws IOException {
    write(e, RequestIds.of(request), response, json);
  }

  static void write(ApiException e, String requestId, HttpServletResponse response, JsonMapper json)
      throws IOException {
    response.setStatus(e.code().status().value());
    headers(e).forEach((name, values) -> values.forEach(v -> response.addHeader(name, v)));
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name().toLowerCase(Locale.ROOT));
    json.writeValue(response.getOutputStream(), of(e, requestId));
  }

  private static HttpHeaders headers(ApiException e) {
    HttpHeaders headers = new HttpHeaders();
    headers.setCacheControl("no-store");
    if (e.retryAfter() != null) {
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, e.retryAfter().toSeconds())));
    }
    if (e.code().status().value() == 401) {
      headers.set(
          HttpHeaders.WWW_AUTHENTICATE,
          e.code() == ErrorCode.INVALID_TOKEN ? INVALID_TOKEN : REALM);
    }
    return headers;
  }
}
