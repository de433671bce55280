package dev.crow.webingest.session;

import dev.crow.contracts.web.v1.SessionContext;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The state as bytes: a version, fixed fields, the context as JSON, ids and minutes. Hand-made
 * because it is read and written for every request.
 */
final class SessionStateSerde {

  private static final byte FORMAT = 2;

  /** Without the minutes of the events that are pending. */
  private static final byte BEFORE_MINUTES = 1;

  private static final int FIXED = 2 + 7 * Integer.BYTES + 2 * Long.BYTES + 3 * Integer.BYTES;

  private final JsonMapper json;

  private SessionStateSerde(JsonMapper json) {
    this.json = json;
  }

  static Serde<SessionState> with(JsonMapper json) {
    SessionStateSerde serde = new SessionStateSerde(json);
    return Serdes.serdeFrom((_, state) -> serde.write(state), (_, bytes) -> serde.read(bytes));
  }

  private byte @Nullable [] write(@Nullable SessionState state) {
    if (state == null) {
      return null;
    }
    byte[] context = json.writeValueAsBytes(state.context());
    byte[] pending = state.pending().toBytes();
    byte[] ids = state.ids().toBytes();
    return ByteBuffer.allocate(FIXED + context.length + pending.length + ids.length)
        .put(FORMAT)
        .put(state.phase().code())
        .putInt(state.run())
        .putInt(state.version())
        .putInt(state.events())
        .putInt(state.bytes())
        .putInt(state.emitted())
        .putInt(state.chunks())
        .putInt(state.duplicates())
        .putLong(state.lastAt())
        .putLong(state.gapMillis())
        .putInt(context.length)
        .putInt(ids.length)
        .putInt(pending.length)
        .put(context)
        .put(ids)
        .put(pending)
        .array();
  }

  private @Nullable SessionState read(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte format = in.get();
    if (format != FORMAT && format != BEFORE_MINUTES) {
      throw new SerializationException("Unknown format of a session's state");
    }
    SessionState.Phase phase = SessionState.Phase.of(in.get());
    int run = in.getInt();
    int version = in.getInt();
    int events = in.getInt();
    int size = in.getInt();
    int emitted = in.getInt();
    int chunks = in.getInt();
    int duplicates = in.getInt();
    long lastAt = in.getLong();
    long gap = in.getLong();
    byte[] context = new byte[in.getInt()];
    byte[] ids = new byte[in.getInt()];
    byte[] minutes = new byte[format == FORMAT ? in.getInt() : 0];
    in.get(context).get(ids).get(minutes);
    EventMinutes pending =
        format == FORMAT
            ? EventMinutes.of(minutes)
            : EventMinutes.NONE.plus(lastAt, events - emitted);
    return new SessionState(
        phase,
        run,
        version,
        lastAt,
        gap,
        events,
        size,
        emitted,
        pending,
        chunks,
        duplicates,
        json.readValue(context, SessionContext.class),
        EventIds.of(ids));
  }
}
