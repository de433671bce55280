package dev.crow.notification.signal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/** As much of a record of {@code sessions-opened} as matters here. */
@JsonIgnoreProperties(ignoreUnknown = true)
record VisitBegan(String organizationId, Instant openedAt) {}
