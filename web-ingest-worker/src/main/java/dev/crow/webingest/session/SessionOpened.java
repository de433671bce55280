package dev.crow.webingest.session;

import java.time.Instant;

/**
 * A run of a session began, for those who watch.
 *
 * @param organizationId whose
 * @param sessionId the sender's id
 * @param run from 1
 * @param openedAt by the broker's clock
 */
public record SessionOpened(String organizationId, String sessionId, int run, Instant openedAt) {}
