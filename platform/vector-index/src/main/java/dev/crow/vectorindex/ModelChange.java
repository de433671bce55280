package dev.crow.vectorindex;

/** What happens when an index is opened for another embedding model than it holds vectors of. */
public enum ModelChange {
  /** It is not opened. */
  REFUSE,
  /**
   * A new one takes its place. Until its documents are embedded anew, see {@link IndexRebuild}, the
   * former one is searched by words, where it can be.
   */
  REBUILD
}
