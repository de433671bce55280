package dev.crow.contracts.identity.v1;

import java.time.Instant;

/**
 * What a person prefers from now on: the record of {@code user-preferences}.
 *
 * @param organizationId whose member it is
 * @param userId who
 * @param emailPatternAlerts whether patterns come by mail
 * @param emailBillingNotices whether bills and budgets come by mail
 * @param emailTeamInvites whether news of the team comes by mail
 * @param emailWeeklyDigest whether there is a mail a week with what was new
 * @param timeZone IANA name
 * @param occurredAt when they said so
 */
public record PreferencesSet(
    String organizationId,
    String userId,
    boolean emailPatternAlerts,
    boolean emailBillingNotices,
    boolean emailTeamInvites,
    boolean emailWeeklyDigest,
    String timeZone,
    Instant occurredAt) {}
