package dev.crow.analytics.report;

import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;

/**
 * What a report says of all its rows.
 *
 * @param figures the numbers
 * @param chartTitle of the days
 * @param days how many on each day; empty for no chart
 * @param rankings the greatest of several sorts
 */
record Summary(
    List<Figure> figures,
    String chartTitle,
    NavigableMap<LocalDate, Long> days,
    List<Ranking> rankings) {

  /** A number and what it counts. */
  record Figure(String label, String value) {}

  /** The greatest first. */
  record Ranking(String title, List<Place> places) {}

  /** One of them. */
  record Place(String label, long count) {}
}
