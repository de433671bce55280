package dev.crow.vectorindex.vectorize;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says how to mend a start without an account or a token. */
final class VectorizeSettingFailureAnalyzer
    extends AbstractFailureAnalyzer<VectorizeSettingException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, VectorizeSettingException cause) {
    return new FailureAnalysis(
        cause.getMessage() + ", which the vector index on Cloudflare Vectorize needs.",
        "Set CROW_VECTOR_INDEX_VECTORIZE_ACCOUNT_ID and CROW_VECTOR_INDEX_VECTORIZE_API_TOKEN, or"
            + " crow.vector-index.kind=lucene to keep the index on this machine.",
        cause);
  }
}
