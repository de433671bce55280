package dev.crow.events;

import java.io.UncheckedIOException;
import java.util.Set;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Tells a store that is away, for which events wait, from events that cannot be handled. A database
 * and a disk are known; other stores say by which exceptions they are known.
 */
public final class StoreAway {

  private static final Set<Class<? extends RuntimeException>> KNOWN =
      Set.of(
          DataAccessResourceFailureException.class,
          TransientDataAccessException.class,
          CannotCreateTransactionException.class,
          UncheckedIOException.class);

  private final Set<Class<? extends RuntimeException>> more;

  /**
   * @param more what other stores throw while they are away
   */
  public StoreAway(Set<Class<? extends RuntimeException>> more) {
    this.more = Set.copyOf(more);
  }

  /**
   * @param effect may need stores
   * @throws TransientFailure if one of them was away; what else the effect throws passes unchanged
   */
  public void waitingFor(Runnable effect) {
    try {
      effect.run();
    } catch (RuntimeException e) {
      if (isAway(e)) {
        throw new TransientFailure("A store is away: " + e.getClass().getSimpleName(), e);
      }
      throw e;
    }
  }

  /**
   * @param e what an effect threw
   * @return whether a store was away
   */
  public boolean isAway(RuntimeException e) {
    return KNOWN.stream().anyMatch(type -> type.isInstance(e))
        || more.stream().anyMatch(type -> type.isInstance(e));
  }
}
