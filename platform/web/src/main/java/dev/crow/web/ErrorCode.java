package dev.crow.web;

import java.net.URI;
import org.springframework.http.HttpStatus;

/**
 * Every error the suite answers with. The slug is the stable name clients may rely on: it ends the
 * {@code type} of the RFC 9457 problem document.
 */
public enum ErrorCode {
  // Shape of the request
  MALFORMED_JSON("malformed-json", HttpStatus.BAD_REQUEST, "The body is not well-formed JSON"),
  TOO_DEEP("too-deep", HttpStatus.BAD_REQUEST, "The JSON is nested too deeply"),
  NUMBER_OUT_OF_RANGE("number-out-of-range", HttpStatus.BAD_REQUEST, "A number is out of range"),
  INVALID_ENCODING("invalid-encoding", HttpStatus.BAD_REQUEST, "The text is not valid UTF-8"),
  BAD_ENCODING(
      "bad-encoding", HttpStatus.BAD_REQUEST, "The body does not match its Content-Encoding"),
  UNKNOWN_PROPERTY("unknown-property", HttpStatus.BAD_REQUEST, "A property is not known here"),
  INVALID_CURSOR("invalid-cursor", HttpStatus.BAD_REQUEST, "The cursor is not valid"),
  INVALID_PARAMETER("validation-failed", HttpStatus.BAD_REQUEST, "A parameter is not valid"),
  CREDENTIAL_IN_URL(
      "credential-in-url", HttpStatus.BAD_REQUEST, "A credential was sent in the URL"),
  AMBIGUOUS_CREDENTIALS(
      "ambiguous-credentials", HttpStatus.BAD_REQUEST, "Two different credentials were sent"),
  MISDIRECTED(
      "misdirected-request",
      HttpStatus.MISDIRECTED_REQUEST,
      "The request was meant for another server"),
  BAD_PATH("bad-path", HttpStatus.BAD_REQUEST, "The path is not valid"),
  BAD_REQUEST("bad-request", HttpStatus.BAD_REQUEST, "The request is not valid"),
  VALIDATION_FAILED(
      "validation-failed", HttpStatus.UNPROCESSABLE_CONTENT, "The content is not valid"),
  INVALID_URL("invalid-url", HttpStatus.UNPROCESSABLE_CONTENT, "The URL is not valid"),
  SCHEME_NOT_ALLOWED(
      "scheme-not-allowed", HttpStatus.UNPROCESSABLE_CONTENT, "The URL's scheme is not allowed"),
  PORT_NOT_ALLOWED(
      "port-not-allowed", HttpStatus.UNPROCESSABLE_CONTENT, "The URL's port is not allowed"),
  URL_NOT_ALLOWED(
      "url-not-allowed",
      HttpStatus.UNPROCESSABLE_CONTENT,
      "The URL does not lead to a public address"),
  UNREACHABLE("unreachable", HttpStatus.UNPROCESSABLE_CONTENT, "The URL's host cannot be found"),
  EMPTY_BATCH("empty-batch", HttpStatus.UNPROCESSABLE_CONTENT, "The batch holds no events"),
  INVALID_SESSION_ID(
      "invalid-session-id", HttpStatus.UNPROCESSABLE_CONTENT, "The session id is not valid"),
  HEADERS_TOO_LARGE(
      "headers-too-large", HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are too large"),
  URI_TOO_LONG("uri-too-long", HttpStatus.URI_TOO_LONG, "The path and query are too long"),
  PAYLOAD_TOO_LARGE("payload-too-large", HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
  DECOMPRESSED_TOO_LARGE(
      "decompressed-too-large", HttpStatus.CONTENT_TOO_LARGE, "The decompressed body is too large"),
  BATCH_TOO_LARGE(
      "batch-too-large", HttpStatus.CONTENT_TOO_LARGE, "The batch holds too many events"),
  UNSUPPORTED_MEDIA_TYPE(
      "unsupported-media-type",
      HttpStatus.UNSUPPORTED_MEDIA_TYPE,
      "The media type is not supported"),
  UNSUPPORTED_CHARSET(
      "unsupported-charset", HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Only UTF-8 is supported"),
  UNSUPPORTED_CONTENT_ENCODING(
      "unsupported-content-encoding",
      HttpStatus.UNSUPPORTED_MEDIA_TYPE,
      "The content encoding is not supported"),
  REQUEST_TIMEOUT("request-timeout", HttpStatus.REQUEST_TIMEOUT, "The body did not arrive in time"),
  METHOD_NOT_ALLOWED(
      "method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed here"),
  NOT_ACCEPTABLE("not-acceptable", HttpStatus.NOT_ACCEPTABLE, "No acceptable representation"),

  // Who is asking
  UNAUTHENTICATED("unauthenticated", HttpStatus.UNAUTHORIZED, "A credential is needed"),
  INVALID_KEY("invalid-key", HttpStatus.UNAUTHORIZED, "The API key is not valid"),
  INVALID_TOKEN("invalid-token", HttpStatus.UNAUTHORIZED, "The token is not valid"),
  FORBIDDEN("forbidden", HttpStatus.FORBIDDEN, "This is not allowed"),
  INSUFFICIENT_SCOPE(
      "insufficient-scope", HttpStatus.FORBIDDEN, "The credential does not permit this"),
  INVALID_CREDENTIALS(
      "invalid-credentials", HttpStatus.UNAUTHORIZED, "The e-mail address or password is wrong"),
  SESSION_ENDED("session-ended", HttpStatus.UNAUTHORIZED, "The session has ended"),
  SECOND_FACTOR_NEEDED(
      "second-factor-needed", HttpStatus.UNAUTHORIZED, "A second factor is needed"),
  RECENT_SIGN_IN_NEEDED(
      "recent-sign-in-needed", HttpStatus.FORBIDDEN, "Show once more that it is you"),
  CSRF("csrf", HttpStatus.FORBIDDEN, "The request did not come from one of our pages"),
  ORIGIN_NOT_ALLOWED("origin-not-allowed", HttpStatus.FORBIDDEN, "This origin may not use the key"),

  // What people enter
  WEAK_PASSWORD(
      "weak-password", HttpStatus.UNPROCESSABLE_CONTENT, "The password is too easily guessed"),
  ORG_EMAIL_REQUIRED(
      "org-email-required",
      HttpStatus.UNPROCESSABLE_CONTENT,
      "An address of your organization is needed"),
  INVALID_REDIRECT("invalid-redirect", HttpStatus.BAD_REQUEST, "This redirect is not allowed"),
  TOKEN_USED("token-used", HttpStatus.GONE, "This link was used or has expired"),

  // State and capacity
  NOT_FOUND("not-found", HttpStatus.NOT_FOUND, "There is no such thing"),
  CONFLICT("conflict", HttpStatus.CONFLICT, "This conflicts with the present state"),
  LAST_OWNER("last-owner", HttpStatus.CONFLICT, "An organization keeps at least one owner"),
  PRECONDITION_FAILED(
      "precondition-failed", HttpStatus.PRECONDITION_FAILED, "It was changed in the meantime"),
  RATE_LIMITED("rate-limited", HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
  QUOTA_EXCEEDED("quota-exceeded", HttpStatus.TOO_MANY_REQUESTS, "The quota is used up"),
  QUEUE_UNAVAILABLE(
      "queue-unavailable", HttpStatus.SERVICE_UNAVAILABLE, "The queue cannot be reached"),
  STORAGE_UNAVAILABLE(
      "storage-unavailable", HttpStatus.SERVICE_UNAVAILABLE, "The storage cannot be reached"),
  SERVICE_UNAVAILABLE(
      "service-unavailable", HttpStatus.SERVICE_UNAVAILABLE, "The service cannot be reached"),
  INTERNAL("internal-error", HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side");

  private static final String TYPE_BASE = "https://crow.example/problems/";

  private final String slug;
  private final HttpStatus status;
  private final String title;

  ErrorCode(String slug, HttpStatus status, String title) {
    this.slug = slug;
    this.status = status;
    this.title = title;
  }

  /** The general code for a status that some library decided on. */
  static ErrorCode ofStatus(int status) {
    return switch (status) {
      case 401 -> UNAUTHENTICATED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 408 -> REQUEST_TIMEOUT;
      case 409 -> CONFLICT;
      case 413 -> PAYLOAD_TOO_LARGE;
      case 414 -> URI_TOO_LONG;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 421 -> MISDIRECTED;
      case 422 -> VALIDATION_FAILED;
      case 429 -> RATE_LIMITED;
      case 431 -> HEADERS_TOO_LARGE;
      // What Tomcat calls not implemented is a transfer coding or protocol nobody asked for.
      case 501, 505 -> BAD_REQUEST;
      case 503 -> SERVICE_UNAVAILABLE;
      default -> status < 500 ? BAD_REQUEST : INTERNAL;
    };
  }

  /**
   * @return the stable name, such as {@code malformed-json}
   */
  public String slug() {
    return slug;
  }

  /**
   * @return the HTTP status it is answered with
   */
  public HttpStatus status() {
    return status;
  }

  /**
   * @return one short sentence for people
   */
  public String title() {
    return title;
  }

  /**
   * @return the problem document's {@code type}
   */
  public URI type() {
    return URI.create(TYPE_BASE + slug);
  }
}
