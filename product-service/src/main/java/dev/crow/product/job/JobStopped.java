package dev.crow.product.job;

/** The job was cancelled, erased, or taken over by another instance: its work has to end. */
public final class JobStopped extends RuntimeException {

  private static final long serialVersionUID = 1L;

  JobStopped() {
    super("The job was stopped", null, false, false);
  }
}
