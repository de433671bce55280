package dev.crow.notification.signal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/** As much of a record of {@code schema-violations} as matters here. */
@JsonIgnoreProperties(ignoreUnknown = true)
record RequestRefused(String organizationId, Instant receivedAt) {}
