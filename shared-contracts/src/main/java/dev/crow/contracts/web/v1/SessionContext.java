package dev.crow.contracts.web.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a visit as a whole. Every part may be missing; all of it is the visitor's word.
 *
 * @param anonymousId the sender's pseudonym for the visitor
 * @param userId the brand's own id of a signed-in visitor
 * @param landingUrl first page of the visit
 * @param referrer where the visit came from
 * @param userAgent the browser's User-Agent
 * @param locale BCP 47 tag
 * @param timezone IANA name
 * @param screenWidth in CSS pixels
 * @param screenHeight in CSS pixels
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionContext(
    @Nullable String anonymousId,
    @Nullable String userId,
    @Nullable String landingUrl,
    @Nullable String referrer,
    @Nullable String userAgent,
    @Nullable String locale,
    @Nullable String timezone,
    @Nullable Integer screenWidth,
    @Nullable Integer screenHeight) {

  /** Knows nothing. */
  public static final SessionContext EMPTY =
      new SessionContext(null, null, null, null, null, null, null, null, null);

  /**
   * @param newer what arrived later; its parts win where they are present
   * @return both together
   */
  public SessionContext mergedWith(SessionContext newer) {
    return new SessionContext(
        or(newer.anonymousId, anonymousId),
        or(newer.userId, userId),
        or(landingUrl, newer.landingUrl),
        or(referrer, newer.referrer),
        or(newer.userAgent, userAgent),
        or(newer.locale, locale),
        or(newer.timezone, timezone),
        or(newer.screenWidth, screenWidth),
        or(newer.screenHeight, screenHeight));
  }

  private static <T> @Nullable T or(@Nullable T preferred, @Nullable T other) {
    return preferred != null ? preferred : other;
  }
}
