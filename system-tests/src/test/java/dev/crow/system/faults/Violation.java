package dev.crow.system.faults;

/**
 * Something that must not be, whatever happened.
 *
 * @param kind what sort of thing
 * @param detail where
 */
record Violation(Kind kind, String detail) {

  enum Kind {
    /** Acknowledged, and not to be found. */
    LOST,
    /** To be found more than once. */
    DOUBLED,
    /** To be found, and never sent. */
    INVENTED,
    /** A session was divided or joined otherwise than its silences say. */
    SPLIT,
    /** Refused, or unreadable, and not among the dead letters. */
    DEAD_LETTER_LOST,
    /** An interaction without the session it was made from. */
    OBJECT_MISSING,
    /** An interaction that search does not know. */
    VECTOR_MISSING,
    /** The suite's own ledger says something else than the log. */
    BOOKS_WRONG,
    /** A receipt cannot be followed to the end. */
    RECEIPT_UNFOLLOWED,
    /** An answer that is wrong under any fault. */
    DISHONEST;

    /** Whether waiting cannot mend it, as it may what is only not there yet. */
    boolean isFinal() {
      return this == DOUBLED || this == INVENTED || this == DISHONEST;
    }
  }

  @Override
  public String toString() {
    return kind + ": " + detail;
  }
}
