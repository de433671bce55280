package dev.crow.analytics.exports;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What is being done. */
enum Step {
  /** Rows are brought together. */
  @JsonProperty("collecting")
  COLLECTING,
  /** The file is made of them. */
  @JsonProperty("rendering")
  RENDERING,
  @JsonProperty("done")
  DONE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Step of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
