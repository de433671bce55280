package dev.crow.system.faults.inside;

/** Mistakes the harness can put into running services, to show that its checks notice them. */
public enum Bug {
  /** 202 is answered before the broker has the events. */
  EARLY_ACKNOWLEDGEMENT,
  /** Offsets are committed before the records are handled. */
  OFFSETS_FIRST,
  /** The inbox row is committed before the effect it stands for. */
  DEDUPLICATION_FIRST,
  /** Each row of an effect is committed by itself. */
  EFFECT_IN_PARTS,
  /** Sessions close by the clock of the process instead of the records' times. */
  WALL_CLOCK_SESSIONS,
  /** Dead letters are dropped. */
  DEAD_LETTERS_SWALLOWED,
  /** An outbox row is removed before the broker has what it holds. */
  OUTBOX_FORGETS_EARLY,
  /** A batch that failed because a store was away is passed over. */
  FAILED_BATCH_SKIPPED,
  /** The session's row is written while its object is still on the way. */
  OBJECT_AFTER_ROW,
  /** The session's row is written while its vector is still on the way. */
  VECTOR_AFTER_ROW,
  /** A publication that is repeated gives its events new ids. */
  NEW_IDS_FOR_REPETITIONS
}
