package dev.crow.demo.driver;

import dev.crow.demo.session.DemoEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Enters the suite's answer to a batch into the ledger, event by event. */
final class Receipts {

  private final JsonMapper json;
  private final Ledger ledger;

  Receipts(JsonMapper json, Ledger ledger) {
    this.json = json;
    this.ledger = ledger;
  }

  void enter(List<DemoEvent> sent, Outcome outcome) {
    Set<String> open = new LinkedHashSet<>();
    sent.forEach(event -> open.add(event.eventId()));
    switch (outcome) {
      case Outcome.GaveUp _ -> ledger.failed(new ArrayList<>(open));
      case Outcome.Answered answer -> {
        JsonNode receipt = read(answer.body());
        if (answer.isSuccess() && receipt.path("receiptId").isString()) {
          ledger.receipt(receipt.path("receiptId").stringValue());
        }
        receipt.path("events").forEach(entry -> enter(entry, open));
        // An event the answer does not name is not acknowledged.
        if (answer.isSuccess()) {
          ledger.failed(new ArrayList<>(open));
        } else {
          open.forEach(id -> ledger.refused(id, "HTTP " + answer.status()));
        }
      }
    }
  }

  private void enter(JsonNode entry, Set<String> open) {
    String id = entry.path("eventId").asString("");
    if (!open.remove(id)) {
      return;
    }
    switch (entry.path("status").asString("")) {
      case "stored" -> ledger.acknowledged(id, false);
      case "duplicate" -> ledger.acknowledged(id, true);
      case "refused" -> ledger.refused(id, entry.path("reason").asString("without a reason"));
      default -> open.add(id);
    }
  }

  private JsonNode read(String body) {
    try {
      return json.readTree(body);
    } catch (JacksonException _) {
      // Not the suite's answer, perhaps a proxy's: nothing is acknowledged by it.
      return json.createObjectNode();
    }
  }
}
