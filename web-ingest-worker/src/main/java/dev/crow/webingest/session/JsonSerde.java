package dev.crow.webingest.session;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import tools.jackson.databind.json.JsonMapper;

/** Records as JSON. */
final class JsonSerde {

  private JsonSerde() {}

  @SuppressWarnings("NullAway") // Kafka passes null for an absent value; it goes through as null
  static <T> Serde<T> of(JsonMapper json, Class<T> type) {
    return Serdes.serdeFrom(
        (_, value) -> value == null ? null : json.writeValueAsBytes(value),
        (_, bytes) -> bytes == null ? null : json.readValue(bytes, type));
  }
}
