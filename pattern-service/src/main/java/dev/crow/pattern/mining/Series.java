package dev.crow.pattern.mining;

import dev.crow.pattern.counting.Counts;
import java.time.LocalDate;
import java.util.List;

/**
 * The counts a period is judged by.
 *
 * @param whole counts of the period
 * @param start its first day
 * @param end day after its last
 * @param slices the same time and some before it, in order and without overlaps; empty ones may be
 *     missing
 * @param focus index of the first slice that belongs to the period
 */
public record Series(Counts whole, LocalDate start, LocalDate end, List<Slice> slices, int focus) {

  /** Copies the slices. */
  public Series {
    slices = List.copyOf(slices);
  }

  /**
   * A part of the time.
   *
   * @param start first day
   * @param end day after the last
   * @param counts of these days
   */
  public record Slice(LocalDate start, LocalDate end, Counts counts) {}
}
