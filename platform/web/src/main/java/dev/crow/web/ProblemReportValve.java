package dev.crow.web;

import java.io.IOException;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what Tomcat refuses before any filter sees it (a path that cannot be decoded, a broken
 * header) with a problem document in place of Tomcat's page of HTML.
 */
final class ProblemReportValve extends ErrorReportValve {

  private static final Logger log = LoggerFactory.getLogger(ProblemReportValve.class);

  private final JsonMapper json;

  ProblemReportValve(JsonMapper json) {
    this.json = json;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    if (response.getStatus() < 400
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, null);
    ApiException problem =
        new ApiException(codeOf(response.getStatus(), request), "No service saw this request.");
    log.warn("XXX valve {}", response.getStatus());
    try {
      Problems.write(problem, request, response, json);
      response.finishResponse();
    } catch (IOException clientIsGone) {
      log.debug("An error report could not be sent", clientIsGone);
    }
  }

  private static ErrorCode codeOf(int status, Request request) {
    String uri = request.getRequestURI();
    if (status == ErrorCode.BAD_PATH.status().value() && uri != null && isCrafted(uri)) {
      return ErrorCode.BAD_PATH;
    }
    return Stream.of(
            ErrorCode.NOT_FOUND,
            ErrorCode.METHOD_NOT_ALLOWED,
            ErrorCode.REQUEST_TIMEOUT,
            ErrorCode.PAYLOAD_TOO_LARGE,
            ErrorCode.SERVICE_UNAVAILABLE)
        .filter(code -> code.status().value() == status)
        .findFirst()
        .orElse(status < 500 ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL);
  }

  private static boolean isCrafted(String uri) {
    return Stream.of("%", "\\", "..", ";", "//").anyMatch(uri::contains);
  }
}
