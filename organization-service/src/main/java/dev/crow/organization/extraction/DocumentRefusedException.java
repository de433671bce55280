package dev.crow.organization.extraction;

/** A document is not read, however often it is tried. */
public final class DocumentRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String problem;

  /**
   * @param problem stable name
   * @param detail one sentence for people, with nothing of the document in it
   */
  public DocumentRefusedException(String problem, String detail) {
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
