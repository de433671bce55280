package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.SessionContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells what sort of device a visit came from, by what browsers say of themselves. */
final class Device {

  private static final int WIDEST_PHONE = 600;
  private static final int WIDEST_TABLET = 1_100;

  private Device() {}

  /**
   * @return {@code mobile}, {@code tablet}, {@code desktop}; null where nothing tells
   */
  static @Nullable String of(SessionContext context) {
    String agent = context.userAgent();
    if (agent != null && !agent.isBlank()) {
      return of(agent.toLowerCase(Locale.ROOT));
    }
    Integer width = context.screenWidth();
    if (width == null || width < 1) {
      return null;
    }
    return width <= WIDEST_PHONE ? "mobile" : width <= WIDEST_TABLET ? "tablet" : "desktop";
  }

  private static String of(String agent) {
    boolean mobile = agent.contains("mobi");
    if (agent.contains("ipad")
        || agent.contains("tablet")
        || (agent.contains("android") && !mobile)) {
      return "tablet";
    }
    return mobile || agent.contains("iphone") ? "mobile" : "desktop";
  }
}
