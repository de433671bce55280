package dev.crow.demo.session;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a visit as a whole.
 *
 * @param anonymousId the visitor's pseudonym
 * @param userId the shop's id of a signed-in visitor; null when not signed in
 * @param url first page
 * @param referrer where the visitor came from; null when the address was typed
 * @param userAgent of the browser
 * @param locale BCP 47 tag
 * @param timezone IANA name
 * @param screenSize of the device
 */
public record DemoContext(
    String anonymousId,
    @Nullable String userId,
    String url,
    @Nullable String referrer,
    String userAgent,
    String locale,
    String timezone,
    ScreenSize screenSize) {

  /**
   * Size in CSS pixels.
   *
   * @param width across
   * @param height down
   */
  public record ScreenSize(int width, int height) {}
}
