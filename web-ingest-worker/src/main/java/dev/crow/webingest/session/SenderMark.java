package dev.crow.webingest.session;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * When a record was sent, by a clock that nobody can set: how long its sender had been running.
 * Means something only beside another mark of the same sender.
 *
 * @param sender a number of its own for each process
 * @param elapsed milliseconds
 */
record SenderMark(long sender, long elapsed) {

  private static final String HEADER = "crow-sent";

  void putOn(Headers headers) {
    byte[] value = ByteBuffer.allocate(2 * Long.BYTES).putLong(sender).putLong(elapsed).array();
    headers.add(HEADER, value);
  }

  /** Null where there is none: on records of earlier versions, and of other senders. */
  static @Nullable SenderMark on(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    if (header == null || header.value() == null || header.value().length != 2 * Long.BYTES) {
      return null;
    }
    ByteBuffer value = ByteBuffer.wrap(header.value());
    return new SenderMark(value.getLong(), value.getLong());
  }
}
