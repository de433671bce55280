package dev.crow.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

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
  @Nullable ResponseEntity<Object> unexpected(
      Exception e, HttpServletRequest request, HttpServletResponse response) {
    log.error("Request {} failed", RequestIds.of(request), e);
    if (response.isCommitted()) {
      // Half an answer is out already; a second one behind it would be read as a part of it.
      return null;
    }
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
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ApiException problem =
        new ApiException(ErrorCode.VALIDATION_FAILED, "A field of the body is not valid.");
    if (e.getFieldError() != null) {
      problem.field(e.getFieldError().getField());
    }
    return Problems.entity(problem, requestOf(request));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return Problems.entity(unreadable(e.getCause()), requestOf(request));
  }

  /** Tells the sorts of bad JSON apart without the parser's messages, which repeat the input. */
  private static ApiException unreadable(@Nullable Throwable cause) {
    return switch (cause) {
      case UnrecognizedPropertyException _ ->
          new ApiException(ErrorCode.UNKNOWN_PROPERTY, "The body has a field that is not known.");
      case StreamConstraintsException _ ->
          new ApiException(
              ErrorCode.TOO_DEEP, "The body is nested too deeply or a value too long.");
      case DatabindException _ ->
          new ApiException(ErrorCode.INVALID_PARAMETER, "A field of the body has the wrong type.");
      case null, default ->
          new ApiException(ErrorCode.MALFORMED_JSON, "The body is not one JSON value.");
    };
  }

  private static HttpServletRequest requestOf(WebRequest request) {
    return ((ServletWebRequest) request).getRequest();
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
    return Problems.entity(problem, requestOf(request));
  }

  private static ErrorCode codeOf(HttpStatusCode status) {
    // What Spring refuses with 400 is nearly always a parameter or a header.
    return status.value() == HttpStatus.BAD_REQUEST.value()
        ? ErrorCode.INVALID_PARAMETER
        : ErrorCode.ofStatus(status.value());
  }

  private static String sentence(Exception e, HttpStatusCode status) {
    return switch (e) {
      case MethodArgumentTypeMismatchException mismatch ->
          "The parameter '" + mismatch.getName() + "' has the wrong form.";
      case MissingServletRequestParameterException missing ->
          "The parameter '" + missing.getParameterName() + "' is missing.";
      default ->
          status.value() == 404 ? "Nothing is found at this path." : "The request is not valid.";
    };
  }

  private static String lastNode(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
