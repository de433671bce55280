package dev.crow.fetch;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to fetch. Start with {@link #of} and narrow it.
 *
 * @param url as it was found
 * @param types media types that are taken, such as {@code text/html}; empty for all
 * @param maxBody most bytes, unpacked; 0 for what is configured
 * @param cutting whether a longer answer is cut there, instead of refused
 * @param etag of what was fetched before, or null; the answer may then be 304
 */
public record FetchRequest(
    String url, Set<String> types, long maxBody, boolean cutting, @Nullable String etag) {

  /** Copies the types. */
  public FetchRequest {
    types = Set.copyOf(types);
  }

  /**
   * @param url as it was found
   * @return a request for it, whatever it is
   */
  public static FetchRequest of(String url) {
    return new FetchRequest(url, Set.of(), 0, false, null);
  }

  /**
   * @param wanted media types, in lower case, without parameters
   * @return the same request, which takes only these
   */
  public FetchRequest accepting(String... wanted) {
    return new FetchRequest(url, Set.of(wanted), maxBody, cutting, etag);
  }

  /**
   * @param bytes unpacked
   * @return the same request, which refuses what is longer
   */
  public FetchRequest upTo(long bytes) {
    return new FetchRequest(url, types, bytes, false, etag);
  }

  /**
   * @param bytes unpacked
   * @return the same request, which reads no further than that
   */
  public FetchRequest cutAt(long bytes) {
    return new FetchRequest(url, types, bytes, true, etag);
  }
}
