package dev.crow.product.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt at a job, for the work to tell of its progress. For one thread. */
public final class JobRun {

  private final Job job;
  private final String owner;
  private final JobStore store;
  private Counts counts;

  JobRun(Job job, String owner, JobStore store) {
    this.job = job;
    this.owner = owner;
    this.store = store;
    this.counts = job.counts();
  }

  /**
   * @return the job as it was when this attempt began
   */
  public Job job() {
    return job;
  }

  /**
   * @return what is done so far
   */
  public Counts counts() {
    return counts;
  }

  /**
   * Tells what is done, and learns whether to go on. Inside a transaction, both hold for all of it.
   *
   * @param step what is being done now
   * @param total how much there is to do, or null if not known
   * @param done so far, in all attempts
   * @throws JobStopped if it shall not be done any more
   */
  public void progress(String step, @Nullable Long total, Counts done) {
    if (!store.progress(job.id(), owner, step, total, done)) {
      throw new JobStopped();
    }
    counts = done;
  }

  /**
   * Learns whether to go on, between two pieces of progress.
   *
   * @throws JobStopped if it shall not be done any more
   */
  public void requireWanted() {
    if (!store.extend(job.id(), owner)) {
      throw new JobStopped();
    }
  }

  /**
   * Keeps what could not be taken, as far as there is room for it.
   *
   * @param problems of this job
   */
  public void report(List<JobProblem> problems) {
    store.report(job, problems);
  }
}
