package dev.crow.objectstore;

/** What must hold for a conditional put to be carried out; the store itself decides. */
public sealed interface PutCondition {

  /** Nothing is stored under the key. Of several writers that want to be first, one is. */
  record Absent() implements PutCondition {}

  /**
   * What is stored is still what was read.
   *
   * @param etag as {@link ObjectInfo#etag()} gave it
   */
  record Unchanged(String etag) implements PutCondition {}
}
