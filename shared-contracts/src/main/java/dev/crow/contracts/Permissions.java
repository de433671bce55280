package dev.crow.contracts;

/** What a credential may do, as written into the internal token's {@code perm} claim. */
public final class Permissions {

  /** Send events. Held by publishable write keys, and only by them and secret keys. */
  public static final String EVENTS_WRITE = "events:write";

  /** Read and search interactions. */
  public static final String INTERACTIONS_READ = "interactions:read";

  private Permissions() {}
}
