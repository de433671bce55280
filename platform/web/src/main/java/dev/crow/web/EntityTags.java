package dev.crow.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Optimistic locks over HTTP: the version of what was read, shown again by whoever changes it. */
public final class EntityTags {

  private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");

  private EntityTags() {}

  /**
   * @param version of the entity
   * @return its strong {@code ETag}
   */
  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /**
   * For an entity whose version is compared where it is changed.
   *
   * @param ifMatch the request's {@code If-Match}
   * @return the one version it names
   * @throws ApiException {@code invalid-parameter}, if it names none, or several
   */
  public static long versionIn(String ifMatch) {
    Matcher tag = TAG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "If-Match names a version in quotes.")
          .field(HttpHeaders.IF_MATCH);
    }
    return Long.parseLong(tag.group(1));
  }

  /**
   * @param ifMatch the request's {@code If-Match}; null or {@code *} accepts every version
   * @param version the entity's present one
   * @throws ApiException {@code precondition-failed}, if the client saw another version
   */
  public static void require(@Nullable String ifMatch, long version) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return;
    }
    for (String tag : ifMatch.split(",", -1)) {
      if (tag.strip().equals(of(version))) {
        return;
      }
    }
    throw new ApiException(
        ErrorCode.PRECONDITION_FAILED, "Read it again, and change what is there now.");
  }
}
