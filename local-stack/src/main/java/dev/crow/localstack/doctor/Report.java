package dev.crow.localstack.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.localstack.doctor.Finding.Outcome;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tells people line by line, or programs in one JSON document at the end. */
final class Report {

  private final PrintStream out;
  private final boolean json;
  private final List<Finding> findings = new ArrayList<>();
  private @Nullable String stoppedAt;

  Report(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
  }

  void heading(String text) {
    if (!json) {
      out.println(text);
    }
  }

  /** Shown at once, so that whoever waits sees for what. */
  void add(Finding finding) {
    findings.add(finding);
    if (json) {
      return;
    }
    String mark =
        switch (finding.outcome()) {
          case OK -> "ok";
          case WARNING -> "WARNING";
          case FAILED -> "FAILED";
          case SKIPPED -> "-";
        };
    out.printf("  %-22s %-8s %s%n", finding.name(), mark, finding.detail());
    if (finding.advice() != null) {
      out.printf("  %-22s %-8s → %s%n", "", "", finding.advice());
    }
    out.flush();
  }

  /** The marked event went no further than this stage. */
  void stoppedAt(String stage) {
    stoppedAt = stage;
  }

  boolean isFine() {
    return findings.stream().noneMatch(Finding::isFailed);
  }

  void end() {
    if (json) {
      out.println(
          JsonMapper.shared().writeValueAsString(new Document(isFine(), stoppedAt, findings)));
      return;
    }
    out.println();
    if (isFine()) {
      boolean warned = findings.stream().anyMatch(f -> f.outcome() == Outcome.WARNING);
      out.println(warned ? "It works; mind the warnings." : "All is well.");
      return;
    }
    findings.stream()
        .filter(Finding::isFailed)
        .filter(finding -> stoppedAt == null || finding.name().equals(stoppedAt))
        .forEach(
            finding ->
                out.printf(
                    "%s%s: %s%n",
                    stoppedAt == null ? "" : "It stopped at ",
                    finding.name(),
                    finding.advice() == null ? finding.detail() : finding.advice()));
  }

  /**
   * @param ok whether nothing failed
   * @param stoppedAt the stage the marked event did not pass; absent if it passed all
   * @param findings in the order of looking
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Document(boolean ok, @Nullable String stoppedAt, List<Finding> findings) {}
}
