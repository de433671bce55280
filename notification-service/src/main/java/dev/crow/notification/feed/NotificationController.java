package dev.crow.notification.feed;

import dev.crow.contracts.Permissions;
import dev.crow.notification.preference.Category;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.security.ServiceSecret;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.SignedCursors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The caller's own notifications. There is no operation that makes one. */
@RestController
@RequestMapping("/api/v1/notifications")
@RequiresPermission(Permissions.NOTIFICATIONS_READ)
@Tag(name = "Notifications")
class NotificationController {

  private static final int MAX_LIMIT = 100;

  private final Notifications notifications;
  private final Watching watching;
  private final SignedCursors cursors;
  private final Clock clock;

  NotificationController(
      Notifications notifications, Watching watching, ServiceSecret secret, Clock clock) {
    this.notifications = notifications;
    this.watching = watching;
    this.cursors = new SignedCursors(secret.value(), "notifications");
    this.clock = clock;
  }

  @GetMapping
  @Operation(summary = "List my notifications, newest first")
  NotificationPage list(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "true: only those I have not read")
          @RequestParam(defaultValue = "false")
          boolean unread,
      @RequestParam(required = false) @Nullable Category category,
      @Parameter(description = "nextCursor of the page before") @RequestParam(required = false)
          @Nullable String cursor,
      @Parameter(description = "1 to 100") @RequestParam(defaultValue = "20") int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "The limit must be from 1 to " + MAX_LIMIT + ".")
          .field("limit");
    }
    Reader reader = Reader.of(caller);
    String list = reader.organizationId() + "/" + reader.userId();
    long before = cursor == null ? Long.MAX_VALUE : Long.parseLong(cursors.read(list, cursor));
    List<Notification> found = notifications.page(reader, unread, category, before, limit + 1);
    List<Notification> page = found.subList(0, Math.min(limit, found.size()));
    return new NotificationPage(
        page.stream().map(NotificationView::of).toList(),
        found.size() > limit ? cursors.write(list, Long.toString(page.getLast().seq())) : null,
        notifications.unread(reader));
  }

  @GetMapping("/unread-count")
  @Operation(summary = "How many of my notifications I have not read")
  UnreadCount unread(@AuthenticationPrincipal Caller caller) {
    return new UnreadCount(notifications.unread(Reader.of(caller)));
  }

  @GetMapping("/{id}")
  @Operation(summary = "Read one of my notifications")
  NotificationView one(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return NotificationView.of(require(Reader.of(caller), id));
  }

  @PatchMapping("/{id}")
  @Operation(summary = "Mark one of my notifications as read, or as unread")
  NotificationView mark(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @Valid @RequestBody ReadMark mark) {
    Reader reader = Reader.of(caller);
    require(reader, id);
    notifications.mark(reader, id, mark.read(), clock.instant());
    watching.changed(reader);
    return NotificationView.of(require(reader, id));
  }

  @PostMapping("/read-all")
  @Operation(
      summary = "Mark all of my notifications as read",
      description = "Those that came after the one named by `upTo` stay unread.")
  UnreadCount markAll(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "id of the newest one I have seen") @RequestParam(required = false)
          @Nullable String upTo) {
    Reader reader = Reader.of(caller);
    long seq = upTo == null ? Long.MAX_VALUE : require(reader, upTo).seq();
    notifications.markAll(reader, seq, clock.instant());
    watching.changed(reader);
    return new UnreadCount(notifications.unread(reader));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Delete one of my notifications")
  void delete(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    Reader reader = Reader.of(caller);
    require(reader, id);
    notifications.delete(reader, id);
    watching.changed(reader);
  }

  @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      summary = "Watch my notifications",
      description =
          """
          Server-sent events: `notification` for each new one, `unread` with the count. Who comes \
          again with `Last-Event-ID` gets what they missed, at most the newest 200.""",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "A stream",
              content =
                  @Content(
                      mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                      schema = @Schema(type = "string"))))
  SseEmitter stream(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "the last event that was received")
          @RequestHeader(name = "Last-Event-ID", required = false)
          @Nullable String last,
      @Parameter(description = "How long to be told, at most; 1 to 3600")
          @RequestParam(defaultValue = "900")
          int seconds,
      HttpServletResponse response) {
    if (seconds < 1 || seconds > 3600) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "The seconds must be from 1 to 3600.")
          .field("seconds");
    }
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    return watching.watch(
        Reader.of(caller), last == null ? null : place(last), Duration.ofSeconds(seconds));
  }

  private static Long place(String last) {
    if (!last.matches("[0-9]{1,18}")) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "There is no such event.")
          .field("Last-Event-ID");
    }
    return Long.valueOf(last);
  }

  private Notification require(Reader reader, String id) {
    return notifications
        .find(reader, id)
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such notification."));
  }

  /**
   * @param read whether it is read
   */
  record ReadMark(@NotNull Boolean read) {}

  /**
   * @param items at most the limit
   * @param nextCursor for the next page; null on the last
   * @param unread how many there are that I have not read, on whatever page
   */
  record NotificationPage(List<NotificationView> items, @Nullable String nextCursor, int unread) {}
}
