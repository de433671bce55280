package dev.crow.webingest.ledger;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.webingest.session.Ledger;
import dev.crow.webingest.session.LedgerEntry;
import dev.crow.webingest.session.TracedReceipt;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the partitions of this instance say, for the other instances. */
@RestController
@RequestMapping(PartsController.PATH)
@ConditionalOnProperty(name = "crow.sessions.enabled", matchIfMissing = true)
@Hidden
class PartsController {

  static final String PATH = "/internal/ledger";

  private final Ledger ledger;

  PartsController(Ledger ledger) {
    this.ledger = ledger;
  }

  @GetMapping("/total")
  LedgerEntry total(@RequestParam String organization) {
    return Restoring.orRetryLater(() -> ledger.total(organization));
  }

  @GetMapping("/minutes")
  Minutes minutes(
      @RequestParam String organization, @RequestParam long from, @RequestParam long to) {
    return new Minutes(
        Restoring.orRetryLater(
            () ->
                ledger.minutes(
                    organization, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to))));
  }

  @GetMapping("/receipt")
  TracedReceipt receipt(@RequestParam String organization, @RequestParam String id) {
    return Restoring.orRetryLater(() -> ledger.receipt(organization, id))
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such receipt."));
  }

  /**
   * @param byMinute what became of the events that arrived in each
   */
  record Minutes(Map<Instant, LedgerEntry> byMinute) {

    Minutes {
      byMinute = new TreeMap<>(byMinute);
    }
  }
}
