package dev.crow.analytics.exports;

import dev.crow.analytics.report.Wanted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One export.
 *
 * @param id UUIDv7
 * @param organizationId whose
 * @param wanted what it is of
 * @param state how it stands
 * @param step what is being done
 * @param part number of the part that comes next
 * @param place where the part before it ended, or null
 * @param rows brought together so far
 * @param expected how many there will be, or null if not known
 * @param attempts at what is being done
 * @param problem why it failed or went, for people, or null
 * @param fileName what the file is called, once there is one
 * @param size of the file in bytes
 * @param createdBy {@code user:…} or {@code key:…}
 * @param scheduleId which schedule asked for it, or null
 * @param createdAt when it was asked for
 * @param startedAt when the first rows came, or null
 * @param finishedAt when it ended, or null
 * @param expiresAt when the file goes, or went; null before there is one
 */
record Export(
    String id,
    String organizationId,
    Wanted wanted,
    State state,
    Step step,
    int part,
    @Nullable String place,
    long rows,
    @Nullable Long expected,
    int attempts,
    @Nullable String problem,
    @Nullable String fileName,
    @Nullable Long size,
    String createdBy,
    @Nullable String scheduleId,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Instant expiresAt) {}
