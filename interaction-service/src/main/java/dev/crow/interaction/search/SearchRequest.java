package dev.crow.interaction.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for.
 *
 * @param organizationId whose; from the caller's token
 * @param text in plain language
 * @param limit most hits
 * @param source channel
 * @param productId product involved
 * @param from earliest start, inclusive
 * @param to latest start, exclusive
 */
record SearchRequest(
    String organizationId,
    String text,
    int limit,
    @Nullable String source,
    @Nullable String productId,
    @Nullable Instant from,
    @Nullable Instant to) {}
