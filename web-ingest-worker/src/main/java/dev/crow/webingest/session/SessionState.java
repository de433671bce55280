package dev.crow.webingest.session;

import dev.crow.contracts.web.v1.SessionContext;

/**
 * What the state store remembers of one session id. The events themselves are in the chunk store.
 *
 * @param phase where the present run stands
 * @param run number of the present run, from 1
 * @param version how often the present run was emitted
 * @param lastAt broker time of the last activity, epoch milliseconds
 * @param gapMillis silence that ends the run
 * @param events events of the present run
 * @param bytes their size as JSON
 * @param emitted how many of them the last emission held
 * @param pending when the others arrived; as many as events that no emission held
 * @param chunks chunks of them in the chunk store
 * @param duplicates events dropped in this run
 * @param context what is known of the visit
 * @param ids ids of the events seen, of earlier runs too
 */
record SessionState(
    Phase phase,
    int run,
    int version,
    long lastAt,
    long gapMillis,
    int events,
    int bytes,
    int emitted,
    EventMinutes pending,
    int chunks,
    int duplicates,
    SessionContext context,
    EventIds ids) {

  enum Phase {
    /** Collecting. */
    OPEN(0),
    /** Emitted because the sender ended it; late events amend it until the gap has passed. */
    ENDED(1),
    /** Emitted and let go; only the ids are kept, to know repetitions. */
    CLOSED(2),
    /** Its visitor was erased: nothing of it is kept, and nothing more is taken. */
    ERASED(3);

    private final byte code;

    Phase(int code) {
      this.code = (byte) code;
    }

    byte code() {
      return code;
    }

    static Phase of(byte code) {
      return switch (code) {
        case 0 -> OPEN;
        case 1 -> ENDED;
        case 2 -> CLOSED;
        case 3 -> ERASED;
        default -> throw new IllegalArgumentException("No phase has the code " + code);
      };
    }
  }

  static SessionState first(long at, long gapMillis) {
    return new SessionState(
        Phase.OPEN,
        1,
        0,
        at,
        gapMillis,
        0,
        0,
        0,
        EventMinutes.NONE,
        0,
        0,
        SessionContext.EMPTY,
        EventIds.NONE);
  }

  SessionState nextRun(long at, long gap) {
    return new SessionState(
        Phase.OPEN, run + 1, 0, at, gap, 0, 0, 0, EventMinutes.NONE, 0, 0, context, ids);
  }

  SessionState active(long at, long gap, SessionContext merged) {
    return new SessionState(
        phase,
        run,
        version,
        Math.max(lastAt, at),
        gap,
        events,
        bytes,
        emitted,
        pending,
        chunks,
        duplicates,
        merged,
        ids);
  }

  SessionState appended(int count, int size, int dropped, EventIds seen, long at) {
    return new SessionState(
        phase,
        run,
        version,
        lastAt,
        gapMillis,
        events + count,
        bytes + size,
        emitted,
        pending.plus(at, count),
        count == 0 ? chunks : chunks + 1,
        duplicates + dropped,
        context,
        seen);
  }

  SessionState emittedAs(Phase next) {
    return new SessionState(
        next,
        run,
        version + 1,
        lastAt,
        gapMillis,
        events,
        bytes,
        events,
        EventMinutes.NONE,
        chunks,
        duplicates,
        context,
        ids);
  }

  SessionState closed() {
    return new SessionState(
        Phase.CLOSED,
        run,
        version,
        lastAt,
        gapMillis,
        events,
        0,
        emitted,
        EventMinutes.NONE,
        0,
        duplicates,
        context,
        ids);
  }

  /** Remembers only that it was erased, for as long as the same session may go on. */
  SessionState erased(long at) {
    return new SessionState(
        Phase.ERASED,
        run,
        version,
        Math.max(lastAt, at),
        gapMillis,
        0,
        0,
        0,
        EventMinutes.NONE,
        0,
        0,
        SessionContext.EMPTY,
        EventIds.NONE);
  }

  /** Whether events arrived that no emission held yet. */
  boolean hasNews() {
    return events > emitted;
  }

  long idleAt() {
    return lastAt + gapMillis;
  }
}
