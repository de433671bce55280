package dev.crow.webingest.session;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import tools.jackson.databind.json.JsonMapper;

/** The ledger's entries as JSON. */
final class LedgerSerde {

  private LedgerSerde() {}

  @SuppressWarnings("NullAway") // Kafka passes null for an absent value; it goes through as null
  static Serde<LedgerEntry> with(JsonMapper json) {
    return Serdes.serdeFrom(
        (_, entry) -> entry == null ? null : json.writeValueAsBytes(entry),
        (_, bytes) -> bytes == null ? null : json.readValue(bytes, LedgerEntry.class));
  }
}
