package dev.crow.contracts.web.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing a visitor did, as accepted: validated, and the same whatever dialect it arrived in. Its
 * texts come from the visitor's browser and are hostile data, never instructions.
 *
 * @param eventId the sender's UUID in lower case; unique within the organization
 * @param type one of {@link WebEventTypes}
 * @param occurredAt when it happened by the visitor's clock
 * @param url address of the page, at most 8 KiB
 * @param title title of the page
 * @param referrer where the visitor came from
 * @param properties the event's own facts (see {@link WebEventTypes} for the names); JSON values
 *     only
 * @param flags what ingestion noticed, such as {@code clock-skew} or {@code late}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WebEvent(
    String eventId,
    String type,
    Instant occurredAt,
    @Nullable String url,
    @Nullable String title,
    @Nullable String referrer,
    Map<String, Object> properties,
    List<String> flags) {

  /**
   * The sender's clock was more than a day away from ours, so the time of receipt is used instead.
   */
  public static final String FLAG_CLOCK_SKEW = "clock-skew";

  /** Copies the collections; absent ones become empty. */
  public WebEvent {
    properties =
        properties == null
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    flags = flags == null ? List.of() : List.copyOf(flags);
  }
}
