package dev.crow.web;

import org.jspecify.annotations.Nullable;

/** Optimistic locks over HTTP: the version of what was read, shown again by whoever changes it. */
public final class EntityTags {

  private EntityTags() {}

  /**
   * @param version of the entity
   * @return its strong {@code ETag}
   */
  public static String of(long version) {
    return "\"" + version + "\"";
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
