package dev.crow.localstack.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What one look found.
 *
 * @param name what was looked at
 * @param outcome how it is
 * @param detail one sentence
 * @param advice what to do, if anything
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Finding(String name, Outcome outcome, String detail, @Nullable String advice) {

  enum Outcome {
    @JsonProperty("ok")
    OK,
    @JsonProperty("warning")
    WARNING,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("skipped")
    SKIPPED
  }

  static Finding ok(String name, String detail) {
    return new Finding(name, Outcome.OK, detail, null);
  }

  static Finding warning(String name, String detail, String advice) {
    return new Finding(name, Outcome.WARNING, detail, advice);
  }

  static Finding failed(String name, String detail, String advice) {
    return new Finding(name, Outcome.FAILED, detail, advice);
  }

  static Finding skipped(String name, String detail) {
    return new Finding(name, Outcome.SKIPPED, detail, null);
  }

  boolean isFailed() {
    return outcome == Outcome.FAILED;
  }
}
