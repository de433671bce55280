package dev.crow.interaction.retelling;

import dev.crow.interaction.lifecycle.Leases;
import dev.crow.interaction.retelling.Redescription.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes up what is under way; the trouble of one organization does not keep others waiting. */
final class RetellingWork {

  private static final Logger log = LoggerFactory.getLogger(RetellingWork.class);

  private static final int MOST_ATTEMPTS = 50;

  private final RedescriptionStore store;
  private final Redescribing redescribing;
  private final Swapping swapping;
  private final Leases leases;

  RetellingWork(
      RedescriptionStore store, Redescribing redescribing, Swapping swapping, Leases leases) {
    this.store = store;
    this.redescribing = redescribing;
    this.swapping = swapping;
    this.leases = leases;
  }

  void workAll() {
    for (Redescription one : store.underway()) {
      // What retention or an erasure removes meanwhile must not come back.
      try (Leases.Lease lease = leases.take(one.organizationId()).orElse(null)) {
        if (lease != null) {
          work(one, lease);
        }
      }
    }
  }

  private void work(Redescription one, Leases.Lease lease) {
    store.takeUp(one);
    try {
      if (one.state() == State.RUNNING) {
        redescribing.work(one, lease);
      } else {
        swapping.work(one, lease);
      }
    } catch (RuntimeException e) {
      if (Redescribing.isFinal(e) || one.attempts() >= MOST_ATTEMPTS) {
        store.move(one, State.RUNNING, State.CANCELLED, null);
      } else {
        log.warn("Redescription {} has to wait", one.id(), e);
      }
      store.failed(one, e.getClass().getSimpleName());
    }
  }
}
