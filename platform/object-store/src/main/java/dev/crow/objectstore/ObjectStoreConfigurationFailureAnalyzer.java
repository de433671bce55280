package dev.crow.objectstore;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which setting of the object store is wrong. */
final class ObjectStoreConfigurationFailureAnalyzer
    extends AbstractFailureAnalyzer<ObjectStoreConfigurationException> {

  @Override
  protected FailureAnalysis analyze(
      Throwable rootFailure, ObjectStoreConfigurationException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
  }
}
