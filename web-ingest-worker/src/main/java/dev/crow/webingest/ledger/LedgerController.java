package dev.crow.webingest.ledger;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.webingest.session.LedgerEntry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What became of an organization's events on the way to interactions. */
@RestController
@ConditionalOnProperty(name = "crow.sessions.enabled", matchIfMissing = true)
@Tag(name = "Ledger")
class LedgerController {

  private final WholeLedger ledger;
  private final Clock clock = Clock.systemUTC();

  LedgerController(WholeLedger ledger) {
    this.ledger = ledger;
  }

  @GetMapping("/api/v1/ledger")
  @RequiresPermission(Permissions.INTERACTIONS_READ)
  @Operation(
      summary = "Count events by fate",
      description =
          "Always received = stored + duplicates + refused + erased + inFlight, in total and for"
              + " the events that arrived in each step. Steps without events are left out. Minutes"
              + " are kept for eight days, totals for good.")
  Account ledger(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "First step, ISO 8601 with a zone; an hour ago if absent")
          @RequestParam(required = false)
          @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
          @Nullable Instant from,
      @Parameter(description = "After the last step; now if absent")
          @RequestParam(required = false)
          @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
          @Nullable Instant to,
      @Parameter(description = "Length of a step in whole minutes, such as 1m, 1h or PT15M")
          @RequestParam(defaultValue = "1m")
          String step) {
    LedgerPeriod period = LedgerPeriod.of(from, to, step, clock.instant());
    String organization = caller.organizationId();
    return Restoring.orRetryLater(
        () ->
            new Account(
                Fates.of(ledger.total(organization)),
                period.from(),
                period.to(),
                period.step().toString(),
                period
                    .steps(ledger.minutes(organization, period.from(), period.to()))
                    .entrySet()
                    .stream()
                    .map(row -> new Row(row.getKey(), Fates.of(row.getValue())))
                    .toList()));
  }

  /**
   * @param fates all that ever happened
   * @param from first step
   * @param to after the last step
   * @param step length of a step, ISO 8601
   * @param rows steps in which events arrived
   */
  record Account(
      @JsonUnwrapped Fates fates, Instant from, Instant to, String step, List<Row> rows) {}

  /**
   * @param at beginning of the step
   * @param fates of the events that arrived in it
   */
  record Row(Instant at, @JsonUnwrapped Fates fates) {}

  /**
   * @param received events that came in
   * @param stored events that are in an interaction
   * @param duplicates repetitions
   * @param refused events refused, by reason
   * @param erased events dropped, because their visitor was erased
   * @param inFlight events on their way: open and waiting ones
   * @param open events in sessions that go on
   * @param waiting events in closed sessions that are not yet known to be stored
   * @param closed events sent on with a closed session
   * @param sessions sessions closed; counted in total only
   */
  record Fates(
      long received,
      long stored,
      long duplicates,
      Map<String, Long> refused,
      long erased,
      long inFlight,
      long open,
      long waiting,
      long closed,
      long sessions) {

    static Fates of(LedgerEntry entry) {
      return new Fates(
          entry.received() + entry.refusals(),
          entry.stored(),
          entry.duplicates(),
          entry.refused(),
          entry.erased() + entry.forgotten(),
          entry.open() + entry.waiting(),
          entry.open(),
          entry.waiting(),
          entry.closed(),
          entry.sessions());
    }
  }
}
