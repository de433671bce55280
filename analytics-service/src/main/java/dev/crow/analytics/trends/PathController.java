package dev.crow.analytics.trends;

import dev.crow.analytics.projection.Measure;
import dev.crow.analytics.projection.Measure.Keys;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** From which page to which visitors go. */
@RestController
@RequestMapping("/api/v1/analytics/paths")
@RequiresPermission(Permissions.INTERACTIONS_READ)
@Tag(name = "Analytics")
class PathController {

  private static final int MOST = 200;

  private final Sums sums;
  private final Clock clock;

  PathController(Sums sums, Clock clock) {
    this.sums = sums;
    this.clock = clock;
  }

  @GetMapping
  @Operation(
      summary = "From which page to which visitors go, the most frequent steps first",
      description =
          "Sessions begin at (start) and end at (end). Of a page: where visitors go from it, or"
              + " with direction=before where they come from.")
  Paths paths(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate to,
      @RequestParam(required = false) @Nullable String timeZone,
      @Parameter(description = "Only steps of this page; its path, (start) or (end)")
          @RequestParam(required = false)
          @Nullable String page,
      @Parameter(description = "after or before") @RequestParam(defaultValue = "after")
          String direction,
      @Parameter(description = "1 to 200") @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > MOST) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "limit is from 1 to 200.").field("limit");
    }
    boolean after = direction.equals("after");
    if (!after && !direction.equals("before")) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "direction is after or before.")
          .field("direction");
    }
    String prefix = page != null && after ? Keys.pair(page, "") : null;
    String suffix = page != null && !after ? Keys.pair("", page) : null;
    Stretch whole = Timeline.of(from, to, timeZone, clock).whole();
    SequencedMap<String, Long> greatest =
        sums.greatest(caller.organizationId(), Measure.TRANSITIONS, whole, prefix, suffix, limit);
    return new Paths(
        greatest.entrySet().stream()
            .map(
                entry -> {
                  String[] pages = Keys.parts(entry.getKey());
                  return new PathStep(pages[0], pages[1], entry.getValue());
                })
            .toList());
  }

  /**
   * @param steps the most frequent first
   */
  record Paths(List<PathStep> steps) {}

  /**
   * @param from path of a page, or (start)
   * @param to path of a page, or (end)
   * @param count how often
   */
  record PathStep(String from, String to, long count) {}
}
