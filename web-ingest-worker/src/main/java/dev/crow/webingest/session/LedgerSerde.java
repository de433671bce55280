package dev.crow.webingest.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ledger's entries as bytes: a version, the counts, the reasons. Hand-made because several are
 * read and written for every request. Entries of an earlier release are JSON.
 */
final class LedgerSerde {

  private static final byte FORMAT = 1;
  private static final byte JSON = '{';
  private static final int FIXED = 1 + 7 * Long.BYTES;

  private final JsonMapper json;

  private LedgerSerde(JsonMapper json) {
    // What an earlier release did not count is nothing.
    this.json = json.rebuild().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();
  }

  static Serde<LedgerEntry> with(JsonMapper json) {
    LedgerSerde serde = new LedgerSerde(json);
    return Serdes.serdeFrom((_, entry) -> serde.write(entry), (_, bytes) -> serde.read(bytes));
  }

  private byte @Nullable [] write(@Nullable LedgerEntry entry) {
    if (entry == null) {
      return null;
    }
    int reasons =
        entry.refused().keySet().stream()
            .mapToInt(reason -> 1 + reason.getBytes(UTF_8).length + Long.BYTES)
            .sum();
    ByteBuffer out =
        ByteBuffer.allocate(FIXED + reasons)
            .put(FORMAT)
            .putLong(entry.received())
            .putLong(entry.duplicates())
            .putLong(entry.closed())
            .putLong(entry.sessions())
            .putLong(entry.erased())
            .putLong(entry.stored())
            .putLong(entry.forgotten());
    entry
        .refused()
        .forEach(
            (reason, count) -> {
              byte[] name = reason.getBytes(UTF_8);
              out.put((byte) name.length).put(name).putLong(count);
            });
    return out.array();
  }

  private @Nullable LedgerEntry read(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    if (bytes[0] == JSON) {
      return json.readValue(bytes, LedgerEntry.class);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.get() != FORMAT) {
      throw new SerializationException("Unknown format of a ledger's entry");
    }
    return new LedgerEntry(
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        reasons(in));
  }

  private static Map<String, Long> reasons(ByteBuffer in) {
    if (!in.hasRemaining()) {
      return Map.of();
    }
    Map<String, Long> reasons = new HashMap<>();
    while (in.hasRemaining()) {
      byte[] name = new byte[Byte.toUnsignedInt(in.get())];
      in.get(name);
      reasons.put(new String(name, UTF_8), in.getLong());
    }
    return reasons;
  }
}
