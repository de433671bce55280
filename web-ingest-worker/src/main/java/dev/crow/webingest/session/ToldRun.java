package dev.crow.webingest.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.contracts.interaction.v1.SessionSettled;
import dev.crow.contracts.interaction.v1.SessionSettled.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of a session that was sent on, and what came back of it.
 *
 * @param told newest version sent on
 * @param waits versions of which nothing came back yet
 * @param settled what came back of the newest settled version, or null
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ToldRun(int told, List<Wait> waits, @Nullable Settled settled) {

  static final ToldRun NONE = new ToldRun(0, List.of(), null);

  ToldRun {
    waits = waits == null ? List.of() : List.copyOf(waits);
  }

  /**
   * @param version which was sent on
   * @param minute when, in minutes since the epoch
   * @param events of this version that no earlier one held, by minute of their arrival
   */
  record Wait(int version, int minute, Map<Integer, Integer> events) {

    int total() {
      return events.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * @param version up to which
   * @param outcome what became of it
   * @param interactionId which interaction it became, or would have
   * @param at when, epoch milliseconds of whoever settled it
   */
  record Settled(int version, Outcome outcome, String interactionId, long at) {}

  ToldRun sent(Wait wait) {
    List<Wait> more = new ArrayList<>(waits);
    more.add(wait);
    return new ToldRun(wait.version(), more, settled);
  }

  /** Later versions hold what earlier ones held, so settling one settles those before it. */
  ToldRun settledBy(SessionSettled settlement) {
    boolean newer = settled == null || settled.version() < settlement.version();
    return new ToldRun(
        told,
        waits.stream().filter(wait -> wait.version() > settlement.version()).toList(),
        newer
            ? new Settled(
                settlement.version(),
                settlement.outcome(),
                settlement.interactionId(),
                settlement.settledAt().toEpochMilli())
            : settled);
  }

  /** The waits this settlement ends. */
  List<Wait> endedBy(SessionSettled settlement) {
    return waits.stream().filter(wait -> wait.version() <= settlement.version()).toList();
  }
}
