package dev.crow.d1;

import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that gave no result. */
final class FailedCall extends Exception {

  private static final long serialVersionUID = 1L;

  /** When sending it once more cannot do anything twice. */
  enum Repeat {
    NEVER,
    /** D1 may have run it. */
    IF_IT_ONLY_READS,
    /** It was refused, or never sent. */
    ALWAYS
  }

  private final SQLException failure;
  private final Repeat repeat;
  private final transient @Nullable Duration after;

  FailedCall(SQLException failure, Repeat repeat, @Nullable Duration after) {
    super(failure);
    this.failure = failure;
    this.repeat = repeat;
    this.after = after;
  }

  FailedCall(SQLException failure, Repeat repeat) {
    this(failure, repeat, null);
  }

  SQLException failure() {
    return failure;
  }

  boolean mayRepeat(boolean onlyReads) {
    return repeat == Repeat.ALWAYS || (repeat == Repeat.IF_IT_ONLY_READS && onlyReads);
  }

  /** How long the server asked to be left alone. */
  @Nullable Duration after() {
    return after;
  }
}
