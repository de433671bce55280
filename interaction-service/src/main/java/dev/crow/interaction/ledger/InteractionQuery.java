package dev.crow.interaction.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which interactions are wanted.
 *
 * @param organizationId whose; from the caller's token
 * @param from earliest start, inclusive
 * @param to latest start, exclusive
 * @param source channel
 * @param productId product involved
 * @param sessionId session
 * @param after place after which the page begins
 * @param limit most on the page
 */
record InteractionQuery(
    String organizationId,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String source,
    @Nullable String productId,
    @Nullable String sessionId,
    @Nullable Place after,
    int limit) {

  /** A place in the order of start, newest first. */
  record Place(Instant startedAt, String id) {}
}
