package dev.crow.webingest.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;

/**
 * Tells word of a settled session from events of the same session: both are in one partition of
 * {@code web-events} under one key, so that sessions have one log and one clock.
 */
final class SettledMark {

  private static final String HEADER = "crow-settled";
  private static final byte[] YES = "1".getBytes(UTF_8);

  private SettledMark() {}

  static void putOn(Headers headers) {
    headers.add(HEADER, YES);
  }

  static boolean isOn(Headers headers) {
    return headers.lastHeader(HEADER) != null;
  }
}
