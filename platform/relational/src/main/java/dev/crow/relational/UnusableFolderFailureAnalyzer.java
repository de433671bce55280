package dev.crow.relational;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do about a data folder that cannot be written. */
final class UnusableFolderFailureAnalyzer extends AbstractFailureAnalyzer<UnusableFolderException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, UnusableFolderException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Point crow.data-dir (CROW_DATA_DIR) at a folder that this user may write.",
        cause);
  }
}
