package dev.crow.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns every exception into a problem document. A 500 never shows its cause. */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler(ApiException.class)
  ResponseEntity<Object> api(ApiException e, HttpServletRequest request) {
    if (e.getCause() != null) {
      log.warn("Answering {}: {}", e.code().slug(), e.getMessage(), e.getCause());
    }
    return Problems.entity(e, request);
  }

  @ExceptionHandler(ConstraintViolationException.class)
  ResponseEntity<Object> violation(ConstraintViolationException e, HttpServletRequest request) {
    ApiException problem =
        new ApiException(ErrorCode.INVALID_PARAMETER, "A parameter is outside its limits.");
    e.getConstraintViolations().stream()
        .findFirst()
        .ifPresent(v -> problem.field(lastNode(v.getPropertyPath().toString())));
    return Problems.entity(problem, request);
  }

  @ExceptionHandler(Exception.class)
  ResponseEntity<Object> unexpected(Exception e, HttpServletRequest request) {
    log.error("Request {} failed", RequestIds.of(request), e);
    return Problems.entity(
        new ApiException(ErrorCode.INTERNAL, "The failure was logged under the request id."),
        request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
      HttpRequestMethodNotSupportedException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ResponseEntity<Object> answer = answer(e, status, request);
    Set<HttpMethod> allowed = e.getSupportedHttpMethods();
    return ResponseEntity.status(answer.getStatusCode())
        .headers(answer.getHeaders())
        .headers(h -> h.setAllow(allowed == null ? Set.of() : allowed))
        .body(answer.getBody());
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(e, status, request);
  }

  private ResponseEntity<Object> answer(Exception e, HttpStatusCode status, WebRequest request) {
    ApiException problem = new ApiException(codeOf(status), sentence(e, status));
    if (e instanceof MethodArgumentTypeMismatchException mismatch) {
      problem.field(mismatch.getName());
    }
    return Problems.entity(problem, ((ServletWebRequest) request).getRequest());
  }

  private static ErrorCode codeOf(HttpStatusCode status) {
    return switch (HttpStatus.resolve(status.value())) {
      case NOT_FOUND -> ErrorCode.NOT_FOUND;
      case METHOD_NOT_ALLOWED -> ErrorCode.METHOD_NOT_ALLOWED;
      case NOT_ACCEPTABLE -> ErrorCode.NOT_ACCEPTABLE;
      case UNSUPPORTED_MEDIA_TYPE -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
      case CONTENT_TOO_LARGE -> ErrorCode.PAYLOAD_TOO_LARGE;
      case BAD_REQUEST -> ErrorCode.INVALID_PARAMETER;
      case null, default -> status.is4xxClientError() ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL;
    };
  }

  private static String sentence(Exception e, HttpStatusCode status) {
    return switch (e) {
      case MethodArgumentTypeMismatchException mismatch ->
          "The parameter '" + mismatch.getName() + "' has the wrong form.";
      case org.springframework.web.bind.MissingServletRequestParameterException missing ->
          "The parameter '" + missing.getParameterName() + "' is missing.";
      default ->
          status.value() == 404 ? "Nothing is found at this path." : "The request is not valid.";
    };
  }

  private static String lastNode(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
