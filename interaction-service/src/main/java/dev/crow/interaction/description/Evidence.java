package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.WebEvent;
import java.time.Instant;
import java.util.List;

/**
 * The events a fact rests on.
 *
 * @param events the first {@link #KEPT} of them, in order; never empty
 * @param total how many there were
 * @param last when the last of all of them happened
 */
record Evidence(List<WebEvent> events, int total, Instant last) {

  /** Enough to support "more than twenty". */
  static final int KEPT = Words.EXACT + 5;

  static Evidence of(List<WebEvent> all) {
    List<WebEvent> kept = List.copyOf(all.subList(0, Math.min(all.size(), KEPT)));
    return new Evidence(kept, all.size(), all.getLast().occurredAt());
  }

  Instant first() {
    return events.getFirst().occurredAt();
  }
}
