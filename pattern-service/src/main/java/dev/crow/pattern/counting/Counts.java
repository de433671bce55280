package dev.crow.pattern.counting;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts of a period. They add up: those of a week are the sum of its days'. A subject's count may
 * be divided by segment, such as {@code device=mobile}. Not thread-safe.
 */
public final class Counts {

  private final Map<Tally, Map<String, Cell>> tallies = new EnumMap<>(Tally.class);
  private final Map<String, String> labels = new TreeMap<>();

  /** Counts of one subject. */
  private static final class Cell {
    private long total;
    private final Map<String, Long> segments = new HashMap<>(8);
  }

  /**
   * @param tally sort
   * @param subject what is counted
   * @param amount how much more
   * @param segments it belongs to as well; may be empty
   */
  void add(Tally tally, String subject, long amount, List<String> segments) {
    Cell cell = cell(tally, subject);
    cell.total += amount;
    for (String segment : segments) {
      cell.segments.merge(segment, amount, Long::sum);
    }
  }

  private Cell cell(Tally tally, String subject) {
    return tallies
        .computeIfAbsent(tally, _ -> new HashMap<>())
        .computeIfAbsent(subject, _ -> new Cell());
  }

  /**
   * @param tally sort
   * @param subject what
   * @return how many; 0 if there are none
   */
  public long of(Tally tally, String subject) {
    Cell cell = tallies.getOrDefault(tally, Map.of()).get(subject);
    return cell == null ? 0 : cell.total;
  }

  /**
   * @param tally sort
   * @param subject what
   * @param segment of whom
   * @return how many; 0 if there are none
   */
  public long of(Tally tally, String subject, String segment) {
    Cell cell = tallies.getOrDefault(tally, Map.of()).get(subject);
    return cell == null ? 0 : cell.segments.getOrDefault(segment, 0L);
  }

  /**
   * @param tally sort
   * @return its subjects, in the order of their names
   */
  public List<String> subjects(Tally tally) {
    return tallies.getOrDefault(tally, Map.of()).keySet().stream().sorted().toList();
  }

  /**
   * @return every segment visits or checkouts were divided by, in the order of their names
   */
  public List<String> segments() {
    return Stream.of(Tally.VISITS, Tally.CHECKOUTS)
        .map(tally -> tallies.getOrDefault(tally, Map.of()).get(Subjects.SHOP))
        .filter(Objects::nonNull)
        .flatMap(cell -> cell.segments.keySet().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * @return how many visits there were
   */
  public long visits() {
    return of(Tally.VISITS, Subjects.SHOP);
  }

  void name(String key, String text) {
    labels.putIfAbsent(key, text);
  }

  /**
   * @param key of a label, see {@link VisitCounter}
   * @param otherwise what to say if there is none
   * @return what people call it
   */
  public String label(String key, String otherwise) {
    return labels.getOrDefault(key, otherwise);
  }

  /**
   * @param other of another period, the later one; its labels win
   * @return this, with the other added
   */
  public Counts plus(Counts other) {
    other.tallies.forEach(
        (tally, subjects) ->
            subjects.forEach(
                (subject, cell) -> {
                  Cell mine = cell(tally, subject);
                  mine.total += cell.total;
                  cell.segments.forEach(
                      (segment, count) -> mine.segments.merge(segment, count, Long::sum));
                }));
    labels.putAll(other.labels);
    return this;
  }

  /** Keeps the most frequent subjects; among equals those whose names come first. */
  void keepTop(Tally tally, int limit) {
    Map<String, Cell> subjects = tallies.get(tally);
    if (subjects == null || subjects.size() <= limit) {
      return;
    }
    Comparator<Map.Entry<String, Cell>> order =
        Comparator.comparingLong((Map.Entry<String, Cell> e) -> -e.getValue().total)
            .thenComparing(Map.Entry::getKey);
    tallies.put(
        tally,
        subjects.entrySet().stream()
            .sorted(order)
            .limit(limit)
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, HashMap::new)));
  }

  int size(Tally tally) {
    return tallies.getOrDefault(tally, Map.of()).size();
  }

  void keepSegments(Predicate<String> kept) {
    tallies
        .values()
        .forEach(
            subjects ->
                subjects.values().forEach(cell -> cell.segments.keySet().removeIf(kept.negate())));
  }

  void keepLabels(Predicate<String> kept) {
    labels.keySet().removeIf(kept.negate());
  }

  /**
   * @return the same in plain maps, for storing: tally, subject, segment (the whole is the empty
   *     text)
   */
  Body body() {
    Map<String, Map<String, Map<String, Long>>> plain = new TreeMap<>();
    tallies.forEach(
        (tally, subjects) -> {
          Map<String, Map<String, Long>> named = new TreeMap<>();
          subjects.forEach(
              (subject, cell) -> {
                Map<String, Long> counts = new TreeMap<>(cell.segments);
                counts.put("", cell.total);
                named.put(subject, counts);
              });
          plain.put(tally.name(), named);
        });
    return new Body(plain, labels);
  }

  static Counts of(Body body) {
    Counts counts = new Counts();
    body.tallies()
        .forEach(
            (tally, subjects) ->
                subjects.forEach(
                    (subject, values) -> {
                      Cell cell = counts.cell(Tally.valueOf(tally), subject);
                      cell.segments.putAll(values);
                      cell.total = Objects.requireNonNullElse(cell.segments.remove(""), 0L);
                    }));
    counts.labels.putAll(body.labels());
    return counts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Counts counts && body().equals(counts.body());
  }

  @Override
  public int hashCode() {
    return body().hashCode();
  }

  @Override
  public String toString() {
    return "Counts of " + visits() + " visits";
  }

  /** As it is stored. */
  record Body(Map<String, Map<String, Map<String, Long>>> tallies, Map<String, String> labels) {}
}
