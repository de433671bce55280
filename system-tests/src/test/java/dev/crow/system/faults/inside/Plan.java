package dev.crow.system.faults.inside;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * What is to go wrong in one service. A service looks at its plan again and again, so a plan works
 * from the moment it is written.
 *
 * @param seed decides, with the number of the start, which of the chances come true
 * @param crashes how likely the process ends each time it reaches a point, 0 to 1
 * @param failures how likely what follows a point fails for want of space, 0 to 1
 * @param stall how long the sessions' processor stands still each time it took records, in
 *     milliseconds
 * @param duplicated how likely a record is published twice, 0 to 1
 * @param delayed how likely a record is published after its followers, 0 to 1
 * @param bugs mistakes in the service
 */
public record Plan(
    long seed,
    Map<FailPoint, Double> crashes,
    Map<FailPoint, Double> failures,
    long stall,
    double duplicated,
    double delayed,
    Set<Bug> bugs) {

  /** Nothing goes wrong. */
  public static final Plan NONE = new Plan(0, Map.of(), Map.of(), 0, 0, 0, Set.of());

  private static final String SEED = "seed";
  private static final String CRASH = "crash.";
  private static final String FAIL = "fail.";
  private static final String STALL = "stall";
  private static final String DUPLICATED = "duplicated";
  private static final String DELAYED = "delayed";
  private static final String BUG = "bug.";

  /**
   * @return this one, with another seed
   */
  public Plan seeded(long other) {
    return new Plan(other, crashes, failures, stall, duplicated, delayed, bugs);
  }

  /**
   * @return this one, and the process may end at a point
   */
  public Plan crashing(FailPoint point, double chance) {
    Map<FailPoint, Double> more = new EnumMap<>(FailPoint.class);
    more.putAll(crashes);
    more.put(point, chance);
    return new Plan(seed, more, failures, stall, duplicated, delayed, bugs);
  }

  /**
   * @return this one, and what follows a point may fail
   */
  public Plan failing(FailPoint point, double chance) {
    Map<FailPoint, Double> more = new EnumMap<>(FailPoint.class);
    more.putAll(failures);
    more.put(point, chance);
    return new Plan(seed, crashes, more, stall, duplicated, delayed, bugs);
  }

  /**
   * @return this one, with a sessions' processor that stands still now and then
   */
  public Plan stalling(long milliseconds) {
    return new Plan(seed, crashes, failures, milliseconds, duplicated, delayed, bugs);
  }

  /**
   * @return this one, with records that come twice and out of order
   */
  public Plan scrambling(double twice, double late) {
    return new Plan(seed, crashes, failures, stall, twice, late, bugs);
  }

  /**
   * @return this one, and a mistake
   */
  public Plan with(Bug bug) {
    Set<Bug> more = EnumSet.of(bug);
    more.addAll(bugs);
    return new Plan(seed, crashes, failures, stall, duplicated, delayed, more);
  }

  /** Puts it where the service looks; the service finds the old plan or this one. */
  public void writeTo(Path file) {
    Properties properties = new Properties();
    properties.setProperty(SEED, Long.toString(seed));
    crashes.forEach(
        (point, chance) -> properties.setProperty(CRASH + point.name(), chance.toString()));
    failures.forEach(
        (point, chance) -> properties.setProperty(FAIL + point.name(), chance.toString()));
    properties.setProperty(STALL, Long.toString(stall));
    properties.setProperty(DUPLICATED, Double.toString(duplicated));
    properties.setProperty(DELAYED, Double.toString(delayed));
    bugs.forEach(bug -> properties.setProperty(BUG + bug.name(), "true"));
    StringWriter text = new StringWriter();
    try {
      properties.store(text, null);
      Path draft = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(draft, text.toString());
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @return the plan in a file; {@link #NONE} if there is no file
   */
  public static Plan readFrom(Path file) {
    Properties properties = new Properties();
    try (Reader text = Files.newBufferedReader(file)) {
      properties.load(text);
    } catch (NoSuchFileException e) {
      return NONE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<FailPoint, Double> crashes = new EnumMap<>(FailPoint.class);
    Map<FailPoint, Double> failures = new EnumMap<>(FailPoint.class);
    Set<Bug> bugs = EnumSet.noneOf(Bug.class);
    for (String key : properties.stringPropertyNames()) {
      String value = properties.getProperty(key);
      if (key.startsWith(CRASH)) {
        crashes.put(FailPoint.valueOf(key.substring(CRASH.length())), Double.valueOf(value));
      } else if (key.startsWith(FAIL)) {
        failures.put(FailPoint.valueOf(key.substring(FAIL.length())), Double.valueOf(value));
      } else if (key.startsWith(BUG)) {
        bugs.add(Bug.valueOf(key.substring(BUG.length())));
      }
    }
    return new Plan(
        Long.parseLong(properties.getProperty(SEED)),
        crashes,
        failures,
        Long.parseLong(properties.getProperty(STALL)),
        Double.parseDouble(properties.getProperty(DUPLICATED)),
        Double.parseDouble(properties.getProperty(DELAYED)),
        bugs);
  }
}
