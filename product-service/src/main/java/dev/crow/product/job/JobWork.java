package dev.crow.product.job;

/** Does one kind of job. */
public interface JobWork {

  /**
   * @return what it does
   */
  Job.Kind kind();

  /**
   * Does the job from where it was left.
   *
   * @param run the job, and where to tell of progress
   * @throws JobFailure if it cannot be done
   * @throws JobStopped if it shall not be done any more
   */
  void run(JobRun run);

  /**
   * Cleans up after a job that ended, in whatever way; may be called again.
   *
   * @param job as it was when it ended
   */
  default void ended(Job job) {}
}
