package dev.crow.auth.key;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * @param overlapMinutes how long the present secret goes on working; at most a week
 */
record Rotation(@NotNull @Min(0) @Max(10_080) Integer overlapMinutes) {}
