package dev.crow.product.job;

/**
 * How much of a job is done.
 *
 * @param processed rows or pages looked at
 * @param created products that are new
 * @param updated products that differ now
 * @param unchanged products that were like this before
 * @param skipped what was no product, or not to be read
 * @param failed rows or pages with something wrong
 */
public record Counts(
    long processed, long created, long updated, long unchanged, long skipped, long failed) {

  /** Nothing yet. */
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

  /**
   * @param more what came since
   * @return both together
   */
  public Counts plus(Counts more) {
    return new Counts(
        processed + more.processed,
        created + more.created,
        updated + more.updated,
        unchanged + more.unchanged,
        skipped + more.skipped,
        failed + more.failed);
  }
}
