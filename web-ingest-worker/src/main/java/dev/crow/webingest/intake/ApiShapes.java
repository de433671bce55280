package dev.crow.webingest.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bodies as the OpenAPI document shows them; the reader itself works on the text in one pass.
 */
final class ApiShapes {

  private static final String SENT_AT =
      "When the request leaves, by the sender's clock, as epoch milliseconds or ISO 8601; what it "
          + "differs from ours is added to the events' times";

  private ApiShapes() {}

  @Schema(name = "EventBatch")
  record Batch(
      @Schema(example = "sess_1f0c", description = "1 to 128 of A-Z a-z 0-9 _ - . :")
          String sessionId,
      @Nullable String anonymousId,
      @Nullable String userId,
      @Schema(description = "Ask for a shorter silence than the server's before the session ends")
          @Nullable Integer idleTimeoutSeconds,
      @Nullable Context context,
      @Schema(description = SENT_AT) @Nullable String sentAt,
      @Schema(description = "1 to 100") List<Event> events) {}

  @Schema(name = "SingleEvent")
  record Single(
      String sessionId,
      @Nullable String anonymousId,
      @Nullable String userId,
      @Nullable Context context,
      @Schema(description = SENT_AT) @Nullable String sentAt,
      Event event) {}

  @Schema(name = "Event")
  record Event(
      @Schema(
              format = "uuid",
              description = "Made once by the sender; repeating it repeats the event")
          String eventId,
      @Schema(example = "add_to_cart") String type,
      @Schema(
              description = "Epoch milliseconds or ISO 8601 with a zone; absent means now",
              example = "2026-11-21T09:30:00.000Z")
          @Nullable String timestamp,
      @Nullable String url,
      @Nullable String title,
      @Nullable String referrer,
      @Schema(
              example =
                  "{\"productId\":\"sku-1\",\"productName\":\"Trail jacket\",\"price\":89.9,"
                      + "\"currency\":\"EUR\"}")
          @Nullable Map<String, Object> properties) {}

  @Schema(name = "SessionStart")
  record Start(
      String sessionId,
      @Schema(description = "Accepted and not used: the key says whose it is")
          @Nullable String projectId,
      @Nullable String anonymousId,
      @Nullable String userId,
      @Nullable Integer idleTimeoutSeconds,
      @Nullable Context context) {}

  @Schema(name = "SessionEnd")
  record End(
      String sessionId,
      @Schema(description = "Accepted and not used: the server counts from the events")
          @Nullable Long duration,
      @Schema(description = "Accepted and not used") @Nullable Integer pageViews,
      @Schema(description = "Accepted and not used") @Nullable Integer interactions,
      @Nullable Map<String, Object> exitContext) {}

  @Schema(name = "VisitContext")
  record Context(
      @Nullable String url,
      @Nullable String referrer,
      @Nullable String userAgent,
      @Nullable String locale,
      @Nullable String timezone,
      @Nullable Screen screenSize) {}

  @Schema(name = "Screen")
  record Screen(int width, int height) {}
}
