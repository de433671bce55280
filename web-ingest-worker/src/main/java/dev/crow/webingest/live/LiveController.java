package dev.crow.webingest.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Server-sent events of what is happening. Each watcher keeps a virtual thread, which may block, so
 * there is nothing asynchronous about it.
 */
@RestController
@Tag(name = "Live tail")
class LiveController {

  private static final Logger log = LoggerFactory.getLogger(LiveController.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Tails tails;
  private final Places places;
  private final Closing closing;
  private final LiveProperties properties;
  private final JsonMapper json;

  LiveController(Tails tails, Closing closing, LiveProperties properties, JsonMapper json) {
    this.tails = tails;
    this.places = new Places(properties);
    this.closing = closing;
    this.properties = properties;
    this.json = json;
  }

  @GetMapping(path = "/api/v1/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @RequiresPermission(Permissions.INTERACTIONS_READ)
  @Operation(
      summary = "What is happening: accepted, refused, session-opened, session-closed",
      description =
          "Server-sent events, on whichever instance they happen. Ends after a few minutes; a"
              + " client that comes again with Last-Event-ID is told what it missed.",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "A stream",
              content =
                  @Content(
                      mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                      schema = @Schema(type = "string"))))
  void live(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "How long to be told, at most")
          @RequestParam(defaultValue = "300")
          @Min(1)
          @Max(3600)
          int seconds,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      HttpServletResponse response) {
    String organization = caller.organizationId();
    try (Places.Place _ = places.take(organization);
        Tail tail = tails.open(organization, lastEventId)) {
      response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
      response.setCharacterEncoding(UTF_8);
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no");
      follow(organization, tail, Duration.ofSeconds(seconds), response.getOutputStream());
    } catch (IOException e) {
      log.debug("A watcher left", e);
    } catch (KafkaException e) {
      if (response.isCommitted()) {
        log.debug("A tail broke off; its watcher comes again", e);
      } else {
        throw ApiException.retryLater(
            ErrorCode.QUEUE_UNAVAILABLE, "The broker cannot be reached.", RETRY_AFTER, e);
      }
    }
  }

  private void follow(String organization, Tail tail, Duration asked, OutputStream out)
      throws IOException {
    Duration lifetime = asked.compareTo(properties.lifetime()) < 0 ? asked : properties.lifetime();
    long end = System.nanoTime() + lifetime.toNanos();
    write(out, "retry: 2000\nid: " + tails.lastEventId(organization, tail) + "\n\n");
    long silentSince = System.nanoTime();
    while (System.nanoTime() - end < 0 && !closing.hasBegun()) {
      List<Told> told = tail.poll(POLL);
      if (!told.isEmpty()) {
        write(out, text(told, tails.lastEventId(organization, tail)));
        silentSince = System.nanoTime();
      } else if (System.nanoTime() - silentSince > properties.heartbeat().toNanos()) {
        write(out, ": nothing new\n\n");
        silentSince = System.nanoTime();
      }
    }
  }

  /** The id stands with the last, for only then is everything before it told. */
  private String text(List<Told> told, String id) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < told.size(); i++) {
      Told one = told.get(i);
      text.append("event: ").append(one.name()).append('\n');
      if (i == told.size() - 1) {
        text.append("id: ").append(id).append('\n');
      }
      text.append("data: ").append(json.writeValueAsString(one)).append("\n\n");
    }
    return text.toString();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
  }
}
