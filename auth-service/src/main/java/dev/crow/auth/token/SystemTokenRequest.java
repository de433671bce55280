package dev.crow.auth.token;

import dev.crow.contracts.SystemOperation;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * @param service who asks
 * @param operation what it is about to do
 * @param organizationId whose data it is about; null for nobody's
 */
record SystemTokenRequest(
    @NotNull String service,
    @NotNull SystemOperation operation,
    @Nullable @Size(min = 1, max = 64) String organizationId) {}
