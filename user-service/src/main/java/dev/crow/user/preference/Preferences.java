package dev.crow.user.preference;

/**
 * What a person wants to be told by mail, and how they read the dashboard.
 *
 * @param theme {@code system}, {@code light} or {@code dark}
 * @param locale BCP 47 tag
 * @param timeZone IANA name
 */
public record Preferences(
    boolean emailPatternAlerts,
    boolean emailBillingNotices,
    boolean emailTeamInvites,
    boolean emailWeeklyDigest,
    String theme,
    String locale,
    String timeZone) {}
