package dev.crow.vectorindex;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says how to mend a start that failed because the embedding model was changed. */
final class VectorIndexMismatchFailureAnalyzer
    extends AbstractFailureAnalyzer<VectorIndexMismatchException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, VectorIndexMismatchException cause) {
    return new FailureAnalysis(
        cause.getMessage() + ".",
        "Configure the former embedding model again, or give the index a new name"
            + " and embed its texts anew.",
        cause);
  }
}
