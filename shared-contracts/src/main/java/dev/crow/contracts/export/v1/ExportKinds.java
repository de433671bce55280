package dev.crow.contracts.export.v1;

/** What can be exported; each is kept by one service. */
public final class ExportKinds {

  /** Interactions, newest first: rows of {@code GET /api/v1/interactions}. */
  public static final String INTERACTIONS = "interactions";

  /** Patterns, latest period first: rows of {@code GET /api/v1/patterns}. */
  public static final String PATTERNS = "patterns";

  /** The catalogue as it is: rows of {@code GET /api/v1/products}. */
  public static final String PRODUCTS = "products";

  /** What was counted, day by day. */
  public static final String ANALYTICS = "analytics";

  private ExportKinds() {}
}
