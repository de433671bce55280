package dev.crow.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal the client is told about, as a problem document. Carries no stack trace: it is an
 * answer.
 */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient Map<String, Object> properties = new LinkedHashMap<>();
  private final @Nullable Duration retryAfter;

  /**
   * @param code what went wrong
   * @param detail one sentence that helps to mend it; never repeats the client's input
   */
  public ApiException(ErrorCode code, String detail) {
    this(code, detail, null, null);
  }

  private ApiException(
      ErrorCode code, String detail, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(detail, cause, false, false);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /**
   * @param code a capacity error
   * @param detail one sentence
   * @param retryAfter when trying again may help
   * @param cause for the log only; may be null
   * @return an exception whose answer has {@code Retry-After}
   */
  public static ApiException retryLater(
      ErrorCode code, String detail, Duration retryAfter, @Nullable Throwable cause) {
    return new ApiException(code, detail, retryAfter, cause);
  }

  /**
   * @param name field of the request that is wrong, as a JSON pointer or parameter name
   * @return this, with the member {@code field} in its problem document
   */
  public ApiException field(String name) {
    return with("field", name);
  }

  /**
   * @param name extension member
   * @param value any JSON value
   * @return this
   */
  public ApiException with(String name, Object value) {
    properties.put(name, value);
    return this;
  }

  /**
   * @return what went wrong
   */
  public ErrorCode code() {
    return code;
  }

  /**
   * @return extension members of the problem document
   */
  public Map<String, Object> properties() {
    return properties;
  }

  /**
   * @return when trying again may help, or null
   */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
