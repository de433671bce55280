package dev.crow.objectstore;

import java.time.Instant;

/**
 * An object in a list.
 *
 * @param size in bytes
 * @param storedAt by the store's own clock
 */
public record ObjectSummary(ObjectKey key, long size, Instant storedAt) {}
