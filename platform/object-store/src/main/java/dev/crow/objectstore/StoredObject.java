package dev.crow.objectstore;

import java.time.Instant;

/**
 * An object as it was found.
 *
 * @param storedAt to the second, by the store's own clock
 */
public record StoredObject(ObjectKey key, ObjectContent content, Instant storedAt) {}
