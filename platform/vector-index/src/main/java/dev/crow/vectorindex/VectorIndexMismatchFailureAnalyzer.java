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
        "Configure the former embedding model again, or set crow.vector-index.on-model-change=rebuild"
            + " to embed the texts anew in the background.",
        cause);
  }
}
