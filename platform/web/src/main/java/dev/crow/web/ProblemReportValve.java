package dev.crow.web;

import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what Tomcat refuses before any filter sees it, such as a path that cannot be decoded or a
 * broken header, with a problem document in place of Tomcat's page of HTML.
 */
final class ProblemReportValve extends ErrorReportValve {

  private static final Logger log = LoggerFactory.getLogger(ProblemReportValve.class);

  /** By its words: Tomcat has no type for it. */
  private static final String TOO_LARGE =
      StringManager.getManager("org.apache.coyote.http11")
          .getString("iib.requestheadertoolarge.error");

  private final JsonMapper json;

  ProblemReportValve(JsonMapper json) {
    this.json = json;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    ErrorCode code = status == 400 ? badRequest(request) : ErrorCode.ofStatus(status);
    try {
      // Not the request's own id: a request this broken has no attributes to keep one in.
      Problems.write(
          new ApiException(code, "The request was not served."),
          UUID.randomUUID().toString(),
          response,
          json);
      response.finishResponse();
    } catch (IOException clientIsGone) {
      log.debug("An error report could not be sent", clientIsGone);
    }
  }

  /** Tomcat knows several sorts, and answers all of them with the same status. */
  private static ErrorCode badRequest(Request request) {
    if (request.getCoyoteRequest().getAttribute(RequestDispatcher.ERROR_EXCEPTION)
            instanceof IllegalArgumentException e
        && TOO_LARGE.equals(e.getMessage())) {
      return request.getCoyoteRequest().requestURI().isNull()
          ? ErrorCode.URI_TOO_LONG
          : ErrorCode.HEADERS_TOO_LARGE;
    }
    return isCrafted(request.getRequestURI()) ? ErrorCode.BAD_PATH : ErrorCode.BAD_REQUEST;
  }

  private static boolean isCrafted(@Nullable String uri) {
    return uri != null && Stream.of("%", "\\", "..", "[", "{").anyMatch(uri::contains);
  }
}
