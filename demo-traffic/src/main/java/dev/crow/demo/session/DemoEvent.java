package dev.crow.demo.session;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event as it will be sent.
 *
 * @param eventId UUID
 * @param type one of the suite's web event types, such as {@code page_view}
 * @param timestamp when it happened, in whole milliseconds
 * @param url of the page
 * @param title of the page
 * @param referrer page before this one; only on page views, and null on the first without any
 * @param properties JSON values in a fixed order
 */
public record DemoEvent(
    String eventId,
    String type,
    Instant timestamp,
    String url,
    String title,
    @Nullable String referrer,
    Map<String, Object> properties) {

  /** Copies the properties, keeping their order. */
  public DemoEvent {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }
}
