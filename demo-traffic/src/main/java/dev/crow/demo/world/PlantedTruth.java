package dev.crow.demo.world;

import java.time.Instant;
import java.util.List;

/**
 * Something hidden in the generated sessions on purpose, so that what the suite finds can be
 * scored.
 *
 * @param id names it, see {@link PlantedTruths}
 * @param description what was done to the shop or its visitors, in a sentence
 * @param kind what sort of finding it is
 * @param products ids of the products involved
 * @param pages paths of the pages involved
 * @param window when it holds
 * @param expectedEffect what it does to the data
 */
public record PlantedTruth(
    String id,
    String description,
    Kind kind,
    List<String> products,
    List<String> pages,
    Window window,
    Effect expectedEffect) {

  /** Copies the lists. */
  public PlantedTruth {
    products = List.copyOf(products);
    pages = List.copyOf(pages);
  }

  /** What sort of finding it is. */
  public enum Kind {
    /** A price changed. */
    PRICE,
    /** Something on the site is broken. */
    BREAKAGE,
    /** Something grows over time. */
    TREND,
    /** A page is slow. */
    SLOWNESS,
    /** One group of visitors fares worse. */
    SEGMENT,
    /** Two products go together. */
    AFFINITY,
    /** Visitors want what the shop does not have. */
    DEMAND
  }

  /** Which way a measure moves. */
  public enum Direction {
    /** It grows. */
    UP,
    /** It shrinks. */
    DOWN
  }

  /**
   * When something holds.
   *
   * @param from inclusive
   * @param to exclusive
   */
  public record Window(Instant from, Instant to) {

    /**
     * @param at an instant
     * @return whether it lies inside
     */
    public boolean contains(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }
  }

  /**
   * What it does to the data.
   *
   * @param measure what to measure where it holds, and where it does not
   * @param direction which way the measure moves
   * @param factor by how much at least, above 1: the larger of the two divided by the smaller, over
   *     some thousand sessions
   */
  public record Effect(String measure, Direction direction, double factor) {}
}
