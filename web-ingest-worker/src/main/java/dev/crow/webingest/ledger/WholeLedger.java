package dev.crow.webingest.ledger;

import dev.crow.webingest.session.Ledger;
import dev.crow.webingest.session.LedgerEntry;
import dev.crow.webingest.session.SessionPeers;
import dev.crow.webingest.session.TracedReceipt;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/** An organization's ledger and receipts, wherever their partitions are. */
final class WholeLedger {

  private final Ledger own;
  private final SessionPeers instances;
  private final Peers peers;

  WholeLedger(Ledger own, SessionPeers instances, Peers peers) {
    this.own = own;
    this.instances = instances;
    this.peers = peers;
  }

  LedgerEntry total(String organizationId) {
    LedgerEntry sum = own.total(organizationId);
    for (String peer : instances.others()) {
      LedgerEntry part = peers.ask(peer, path("total", organizationId), LedgerEntry.class);
      sum = part == null ? sum : sum.plus(part);
    }
    return sum;
  }

  SortedMap<Instant, LedgerEntry> minutes(String organizationId, Instant from, Instant to) {
    SortedMap<Instant, LedgerEntry> sum = own.minutes(organizationId, from, to);
    String path =
        path("minutes", organizationId)
            + "&from=%d&to=%d".formatted(from.toEpochMilli(), to.toEpochMilli());
    for (String peer : instances.others()) {
      PartsController.Minutes part = peers.ask(peer, path, PartsController.Minutes.class);
      if (part != null) {
        part.byMinute().forEach((minute, entry) -> sum.merge(minute, entry, LedgerEntry::plus));
      }
    }
    return sum;
  }

  Optional<TracedReceipt> receipt(String organizationId, String receiptId) {
    Optional<TracedReceipt> found = own.receipt(organizationId, receiptId);
    String path = path("receipt", organizationId) + "&id=" + encoded(receiptId);
    for (String peer : instances.others()) {
      if (found.isEmpty()) {
        found = Optional.ofNullable(peers.ask(peer, path, TracedReceipt.class));
      }
    }
    return found;
  }

  private static String path(String what, String organizationId) {
    return PartsController.PATH + "/" + what + "?organization=" + encoded(organizationId);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
