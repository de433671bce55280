package dev.crow.analytics.exports;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How an export stands. */
enum State {
  @JsonProperty("pending")
  PENDING,
  @JsonProperty("running")
  RUNNING,
  @JsonProperty("ready")
  READY,
  @JsonProperty("failed")
  FAILED,
  @JsonProperty("cancelled")
  CANCELLED,
  /** There was a file. */
  @JsonProperty("expired")
  EXPIRED;

  boolean isOpen() {
    return this == PENDING || this == RUNNING;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static State of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
