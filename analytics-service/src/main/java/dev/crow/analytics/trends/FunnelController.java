package dev.crow.analytics.trends;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.analytics.projection.Visit;
import dev.crow.analytics.projection.Visit.Journey;
import dev.crow.analytics.projection.Visits;
import dev.crow.analytics.trends.Funnel.Stage;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far visitors come on a way the caller describes. */
@RestController
@RequestMapping("/api/v1/analytics/funnels")
@RequiresPermission(Permissions.INTERACTIONS_READ)
@Tag(name = "Analytics")
class FunnelController {

  private static final int PAGE = 500;
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final String SESSION = "session";

  private final Visits visits;
  private final TrendsProperties properties;
  private final Clock clock;

  FunnelController(Visits visits, TrendsProperties properties, Clock clock) {
    this.visits = visits;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * @param from first day; null for 29 days before the last
   * @param to last day; null for today
   * @param timeZone IANA name; null for UTC
   * @param scope {@code session}: all of the way in one session; {@code visitor}: in any of theirs
   * @param window how long the whole way may take, such as {@code PT1H} or {@code P7D}; null for a
   *     day
   * @param steps 2 to 10, in order
   */
  @Schema(name = "FunnelQuestion")
  record Question(
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable @Size(max = 60) String timeZone,
      @Nullable @Pattern(regexp = "session|visitor") String scope,
      @Nullable Duration window,
      @NotNull @Size(min = 2, max = 10) List<@Valid @NotNull StepQuestion> steps) {}

  /**
   * @param type of the event, such as {@code page_view} or {@code add_to_cart}
   * @param path of the page, or null for any; {@code /shop/*} for all that begin so
   * @param productId of a product, or null for any
   * @param name query of a search or name of an event of one's own, or null for any
   */
  @Schema(name = "FunnelStep")
  record StepQuestion(
      @NotBlank @Size(max = 64) String type,
      @Nullable @Size(max = 200) String path,
      @Nullable @Size(max = 100) String productId,
      @Nullable @Size(max = 100) String name) {}

  @PostMapping
  @Operation(
      summary = "How many visitors or sessions come to each of several steps",
      description =
          "Steps count in their order, with anything in between. Sessions that began in the days"
              + " asked for are looked at one by one; a question about too many is refused.")
  FunnelAnswer ask(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Question question) {
    Duration window = Objects.requireNonNullElse(question.window(), Duration.ofDays(1));
    if (!window.isPositive() || window.compareTo(LONGEST) > 0) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "window is above 0 and at most P366D.")
          .field("window");
    }
    Stretch stretch =
        Timeline.of(question.from(), question.to(), question.timeZone(), clock).whole();
    List<Stage> stages =
        question.steps().stream()
            .map(step -> new Stage(step.type(), step.path(), step.productId(), step.name()))
            .toList();
    Funnel funnel = new Funnel(stages, window.toSeconds());
    boolean bySession = !"visitor".equals(question.scope());
    long sessions = walk(caller.organizationId(), stretch, funnel, bySession);
    return answer(question.steps(), funnel, bySession ? SESSION : "visitor", sessions);
  }

  private long walk(String organization, Stretch stretch, Funnel funnel, boolean bySession) {
    Visit last = null;
    long seen = 0;
    List<Visit> page;
    do {
      page =
          visits.sessionsByVisitor(organization, stretch.startsAt(), stretch.endsAt(), last, PAGE);
      for (Visit visit : page) {
        if (last != null && (bySession || !last.visitor().equals(visit.visitor()))) {
          funnel.finish();
        }
        if (visit.body() instanceof Journey journey) {
          journey.steps().forEach(funnel::step);
        }
        last = visit;
      }
      seen += page.size();
      if (seen > properties.mostSessions()) {
        throw new ApiException(
                ErrorCode.VALIDATION_FAILED, "There are too many sessions: ask about fewer days.")
            .field("from");
      }
    } while (page.size() == PAGE);
    if (last != null) {
      funnel.finish();
    }
    return seen;
  }

  private static FunnelAnswer answer(
      List<StepQuestion> steps, Funnel funnel, String scope, long sessions) {
    long[] reached = funnel.reached();
    List<FunnelStepAnswer> answers = new ArrayList<>();
    for (int i = 0; i < reached.length; i++) {
      long before = i == 0 ? reached[0] : reached[i - 1];
      answers.add(
          new FunnelStepAnswer(
              steps.get(i),
              reached[i],
              share(reached[i], reached[0]),
              share(reached[i], before),
              i == 0 ? null : funnel.median(i)));
    }
    return new FunnelAnswer(scope, sessions, answers);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /**
   * @param scope session or visitor
   * @param sessions that were looked at
   * @param steps as they were asked for
   */
  record FunnelAnswer(String scope, long sessions, List<FunnelStepAnswer> steps) {}

  /**
   * @param step as it was asked for
   * @param count who came so far
   * @param ofFirst share of those at the first step, 0 to 1
   * @param ofPrevious share of those at the step before, 0 to 1
   * @param medianSeconds since the first step; absent for it, and where nobody came
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FunnelStepAnswer(
      StepQuestion step,
      long count,
      double ofFirst,
      double ofPrevious,
      @Nullable Long medianSeconds) {}
}
