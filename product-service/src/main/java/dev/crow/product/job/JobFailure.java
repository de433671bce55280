package dev.crow.product.job;

/** A job cannot go on, however often it is tried. */
public final class JobFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String problem;

  /**
   * @param problem stable name
   * @param detail one sentence for people, without anything hostile
   */
  public JobFailure(String problem, String detail) {
    super(detail, null, false, false);
    this.problem = problem;
  }

  /**
   * @return stable name
   */
  public String problem() {
    return problem;
  }
}
