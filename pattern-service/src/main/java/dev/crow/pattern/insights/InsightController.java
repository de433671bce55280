package dev.crow.pattern.insights;

import dev.crow.contracts.Permissions;
import dev.crow.pattern.mining.TimePeriod;
import dev.crow.pattern.results.Filters;
import dev.crow.pattern.results.PatternStore;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.EntityTags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Sums up the patterns of a period: what is new, what grows, what is gone, and what to do. */
@RestController
@RequestMapping("/api/v1/insights")
@RequiresPermission(Permissions.PATTERNS_READ)
@Tag(name = "Insights")
class InsightController {

  private final PatternStore patterns;
  private final Summaries summaries;

  InsightController(PatternStore patterns, Summaries summaries) {
    this.patterns = patterns;
    this.summaries = summaries;
  }

  @GetMapping
  @Operation(
      summary = "Sum up a period: what is new, growing and gone, and what to do",
      description =
          "Without a day it is the latest period that was worked out. Answers carry an ETag; with"
              + " If-None-Match an unchanged one is 304.")
  @Nullable Insights insights(
      @AuthenticationPrincipal Caller caller,
      WebRequest request,
      @Parameter(description = "day, week, month, year or all_time")
          @RequestParam(defaultValue = "week")
          String period,
      @Parameter(description = "Any day of the period, UTC")
          @RequestParam(required = false)
          @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate day) {
    String organization = caller.organizationId();
    TimePeriod wanted = Objects.requireNonNull(Filters.period(period));
    if (request.checkNotModified(EntityTags.of(patterns.revision(organization)))) {
      return null;
    }
    LocalDate start =
        day == null ? patterns.latest(organization, wanted).orElse(null) : wanted.startOf(day);
    return start == null ? Insights.nothing(wanted) : summaries.of(organization, wanted, start);
  }
}
