package dev.crow.contracts;

import java.util.Set;

/**
 * Names of the suite's services: their Spring application name, and their audience in internal
 * tokens.
 */
public final class Services {

  public static final String GATEWAY = "gateway-service";
  public static final String AUTH = "auth-service";
  public static final String USER = "user-service";
  public static final String ORGANIZATION = "organization-service";
  public static final String PRODUCT = "product-service";
  public static final String WEB_INGEST = "web-ingest-worker";
  public static final String INTERACTION = "interaction-service";
  public static final String PATTERN = "pattern-service";
  public static final String NOTIFICATION = "notification-service";
  public static final String ANALYTICS = "analytics-service";

  /** Every service above. */
  public static final Set<String> ALL =
      Set.of(
          GATEWAY,
          AUTH,
          USER,
          ORGANIZATION,
          PRODUCT,
          WEB_INGEST,
          INTERACTION,
          PATTERN,
          ANALYTICS,
          NOTIFICATION);

  private Services() {}
}
