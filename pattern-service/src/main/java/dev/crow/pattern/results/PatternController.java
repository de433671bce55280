package dev.crow.pattern.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.contracts.Permissions;
import dev.crow.pattern.mining.TimePeriod;
import dev.crow.pattern.results.PatternQuery.Place;
import dev.crow.pattern.visits.Visit;
import dev.crow.pattern.visits.Visits;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.EntityTags;
import dev.crow.web.ErrorCode;
import dev.crow.web.SignedCursors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Reads patterns of the caller's organization. */
@RestController
@RequestMapping("/api/v1/patterns")
@RequiresPermission(Permissions.PATTERNS_READ)
@Tag(name = "Patterns")
class PatternController {

  private static final int MAX_LIMIT = 100;

  /** Visits looked through for one page of a pattern's interactions. */
  private static final int MOST_VISITS = 5_000;

  private static final int HISTORY = 60;

  private final PatternStore patterns;
  private final WordingStore wordings;
  private final Visits visits;
  private final SignedCursors cursors;
  private final SignedCursors interactionCursors;

  PatternController(
      PatternStore patterns,
      WordingStore wordings,
      Visits visits,
      @Qualifier("patternCursors") SignedCursors cursors,
      @Qualifier("patternInteractionCursors") SignedCursors interactionCursors) {
    this.patterns = patterns;
    this.wordings = wordings;
    this.visits = visits;
    this.cursors = cursors;
    this.interactionCursors = interactionCursors;
  }

  @GetMapping
  @Operation(
      summary = "List patterns, latest period first, in it the weightiest first",
      description = "Answers carry an ETag; with If-None-Match an unchanged one is 304.")
  @Nullable PatternPage list(
      @AuthenticationPrincipal Caller caller,
      WebRequest request,
      @Parameter(description = "day, week, month, year or all_time") @RequestParam(required = false)
          @Nullable String period,
      @Parameter(description = "Any day of the period, UTC")
          @RequestParam(required = false)
          @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate day,
      @Parameter(description = "Such as friction or trend; several are allowed")
          @RequestParam(required = false)
          @Nullable List<String> kind,
      @Parameter(description = "new, growing, steady, fading or gone; several are allowed")
          @RequestParam(required = false)
          @Nullable List<String> status,
      @RequestParam(required = false) @Nullable String productId,
      @Parameter(description = "nextCursor of the page before") @RequestParam(required = false)
          @Nullable String cursor,
      @Parameter(description = "1 to 100") @RequestParam(defaultValue = "20") int limit) {
    requireLimit(limit);
    String organization = caller.organizationId();
    TimePeriod wanted = Filters.period(period);
    PatternQuery query =
        new PatternQuery(
            organization,
            wanted,
            Filters.start(wanted, day),
            Filters.kinds(kind),
            Filters.statuses(status),
            productId,
            cursor == null ? null : Place.parse(cursors.read(organization, cursor)),
            limit + 1);
    if (isUnchanged(request, organization)) {
      return null;
    }
    List<Pattern> found = patterns.page(query);
    List<Pattern> page = found.subList(0, Math.min(limit, found.size()));
    return new PatternPage(
        page.stream().map(pattern -> PatternView.of(pattern, null)).toList(),
        found.size() > limit ? cursors.write(organization, Place.of(page.getLast()).text()) : null);
  }

  @GetMapping("/{id}")
  @Operation(summary = "One pattern, with some of its interactions and its history")
  @Nullable PatternDetail one(
      @AuthenticationPrincipal Caller caller, WebRequest request, @PathVariable String id) {
    String organization = caller.organizationId();
    Pattern pattern = require(organization, id);
    if (isUnchanged(request, organization)) {
      return null;
    }
    return new PatternDetail(
        PatternView.of(pattern, patterns.examples(organization, id)),
        patterns.history(organization, pattern.identity(), pattern.period(), HISTORY).stream()
            .map(PatternMoment::of)
            .toList(),
        wordings.attempts(organization, id).orElse(null));
  }

  @GetMapping("/{id}/interactions")
  @Operation(
      summary = "The interactions a pattern speaks of, newest first",
      description =
          "A page may hold fewer than asked for, even none, where they are far apart; there are"
              + " more as long as there is a nextCursor.")
  InteractionPage interactions(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @Parameter(description = "nextCursor of the page before") @RequestParam(required = false)
          @Nullable String cursor,
      @Parameter(description = "1 to 100") @RequestParam(defaultValue = "20") int limit) {
    requireLimit(limit);
    String organization = caller.organizationId();
    Pattern pattern = require(organization, id);
    if (pattern.about().restsOnSamples()) {
      return new InteractionPage(
          visits.find(organization, patterns.examples(organization, id)).stream()
              .map(PatternInteraction::of)
              .toList(),
          null);
    }
    Visits.Place after = cursor == null ? null : after(organization, id, cursor);
    List<PatternInteraction> found = new ArrayList<>();
    int seen = 0;
    while (seen < MOST_VISITS) {
      List<Visit> page =
          visits.between(organization, pattern.about().from(), pattern.about().to(), after, 500);
      for (Visit visit : page) {
        after = Visits.Place.of(visit);
        if (pattern.about().counts(visit)) {
          found.add(PatternInteraction.of(visit));
          if (found.size() == limit) {
            return new InteractionPage(found, next(organization, id, after));
          }
        }
      }
      seen += page.size();
      if (page.size() < 500) {
        return new InteractionPage(found, null);
      }
    }
    return new InteractionPage(found, after == null ? null : next(organization, id, after));
  }

  private Pattern require(String organization, String id) {
    return patterns
        .find(organization, id)
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such pattern."));
  }

  private boolean isUnchanged(WebRequest request, String organization) {
    return request.checkNotModified(EntityTags.of(patterns.revision(organization)));
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "limit is from 1 to 100.").field("limit");
    }
  }

  private String next(String organization, String id, Visits.Place place) {
    return interactionCursors.write(
        organization, id + "|" + place.startedAt().toEpochMilli() + "|" + place.id());
  }

  private Visits.Place after(String organization, String id, String cursor) {
    String[] parts = interactionCursors.read(organization, cursor).split("\\|", 3);
    if (!parts[0].equals(id)) {
      throw new ApiException(ErrorCode.INVALID_CURSOR, "The cursor is another pattern's.")
          .field("cursor");
    }
    return new Visits.Place(Instant.ofEpochMilli(Long.parseLong(parts[1])), parts[2]);
  }

  /**
   * @param items in order
   * @param nextCursor of the next page; absent on the last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PatternPage(List<PatternView> items, @Nullable String nextCursor) {}

  /**
   * @param pattern itself
   * @param history the same statement about periods of the same length, newest first
   * @param wording how asking a model for better words went; absent if none is asked
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PatternDetail(
      PatternView pattern, List<PatternMoment> history, WordingStore.@Nullable Attempts wording) {}

  /** What a pattern was like in one period. */
  record PatternMoment(
      String id, LocalDate periodStart, String status, double confidence, Statistics statistics) {

    static PatternMoment of(Pattern pattern) {
      return new PatternMoment(
          pattern.id(),
          pattern.periodStart(),
          pattern.status().word(),
          pattern.confidence(),
          pattern.about().statistics());
    }
  }

  /**
   * @param items newest first
   * @param nextCursor of the next page; absent on the last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record InteractionPage(List<PatternInteraction> items, @Nullable String nextCursor) {}

  /** An interaction a pattern speaks of. */
  record PatternInteraction(String id, Instant startedAt, String description) {

    static PatternInteraction of(Visit visit) {
      return new PatternInteraction(visit.interactionId(), visit.startedAt(), visit.description());
    }
  }
}
