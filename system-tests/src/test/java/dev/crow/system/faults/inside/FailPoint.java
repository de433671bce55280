package dev.crow.system.faults.inside;

import java.util.Locale;

/**
 * The moments around every durable step of a service. A process may end at each; between two of
 * them nothing changes that would survive it, so there are no others.
 */
public enum FailPoint {
  /** Records are about to go to a topic. */
  PUBLISHING,
  /** The broker has them, and the publisher has not been told. */
  PUBLISHED,
  /** The broker has acknowledged a single record. */
  ACKNOWLEDGED,
  /** A row is written, in a transaction that goes on or by itself. */
  ROW_WRITTEN,
  /** A transaction is about to commit. */
  COMMITTING,
  /** It has, and whoever asked for it has not been told. */
  COMMITTED,
  /** An object is about to be stored, copied or removed. */
  OBJECT_CHANGING,
  /** It is. */
  OBJECT_CHANGED,
  /** Documents of the vector index are about to be added or removed. */
  VECTORS_CHANGING,
  /** They are. */
  VECTORS_CHANGED,
  /** Records were taken from a topic, and nothing has been done with them. */
  RECORDS_TAKEN,
  /** Offsets of handled records are committed. */
  OFFSETS_COMMITTED,
  /** The sessions' processor sent a record within its transaction. */
  SESSION_SENT,
  /** It is about to commit state, output and input position together. */
  SESSION_COMMITTING,
  /** It has. */
  SESSION_COMMITTED;

  /**
   * @return its name in plans and lists
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
