package dev.crow.fetch;

/** Why something was not fetched. */
public enum FetchRefusal {
  INVALID_URL("invalid-url", "The URL is not valid."),
  SCHEME_NOT_ALLOWED("scheme-not-allowed", "Only http and https are fetched."),
  PORT_NOT_ALLOWED("port-not-allowed", "Only the usual ports of the web are fetched from."),
  URL_NOT_ALLOWED("url-not-allowed", "The URL does not lead to a public address."),
  TOO_MANY_REDIRECTS("too-many-redirects", "The URL was redirected too often."),
  TLS_FAILED("tls-failed", "The server's certificate is not valid for it."),
  BAD_RESPONSE("bad-response", "The server's answer is not proper HTTP."),
  FETCH_LIMIT("fetch-limit", "The answer is too long, or takes too long."),
  DECOMPRESSED_TOO_LARGE("decompressed-too-large", "The answer unpacks to too much."),
  TYPE_NOT_ALLOWED("type-not-allowed", "The answer is of another type than was asked for."),
  UNREACHABLE("unreachable", "The server cannot be reached.");

  private final String slug;
  private final String detail;

  FetchRefusal(String slug, String detail) {
    this.slug = slug;
    this.detail = detail;
  }

  /**
   * @return its stable name, such as {@code url-not-allowed}
   */
  public String slug() {
    return slug;
  }

  /**
   * @return one sentence for people, which repeats nothing of the URL
   */
  public String detail() {
    return detail;
  }
}
