package dev.crow.webingest.ledger;

import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.webingest.session.LedgerEntry;
import dev.crow.webingest.session.SessionStreams;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What became of an organization's events on the way to closed sessions. */
@RestController
@ConditionalOnProperty(name = "crow.sessions.enabled", matchIfMissing = true)
@Tag(name = "Ledger")
class LedgerController {

  private final SessionStreams sessions;

  LedgerController(SessionStreams sessions) {
    this.sessions = sessions;
  }

  @GetMapping("/api/v1/ledger")
  @RequiresPermission(Permissions.INTERACTIONS_READ)
  @Operation(
      summary = "Count events by fate",
      description =
          "Always received = duplicates + closed + erased + open; refused ones are not received.")
  Ledger ledger(@AuthenticationPrincipal Caller caller) {
    LedgerEntry entry = sessions.ledger(caller.organizationId());
    if (entry == null) {
      throw ApiException.retryLater(
          ErrorCode.SERVICE_UNAVAILABLE,
          "Sessions are being restored.",
          Duration.ofSeconds(2),
          null);
    }
    return new Ledger(
        entry.received(),
        entry.duplicates(),
        entry.closed(),
        entry.open(),
        entry.sessions(),
        entry.erased(),
        entry.refused());
  }

  /**
   * @param received events accepted
   * @param duplicates of them repetitions
   * @param closed of them sent on with a closed session
   * @param open of them in sessions that go on
   * @param sessions sessions closed
   * @param erased of them dropped, because their visitor was erased
   * @param refused events refused, by reason
   */
  record Ledger(
      long received,
      long duplicates,
      long closed,
      long open,
      long sessions,
      long erased,
      Map<String, Long> refused) {}
}
