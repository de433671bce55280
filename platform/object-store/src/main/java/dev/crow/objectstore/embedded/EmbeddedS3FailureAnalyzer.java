package dev.crow.objectstore.embedded;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the embedded S3 server cannot start. */
final class EmbeddedS3FailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedS3Exception> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, EmbeddedS3Exception cause) {
    return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
  }
}
