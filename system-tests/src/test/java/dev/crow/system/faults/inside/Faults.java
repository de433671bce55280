package dev.crow.system.faults.inside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The faults of this process: what it reached, and what its {@link Plan} makes of that. Plans come
 * true only once the service is ready, so that a service can always start; what it does right
 * afterwards, with the work that waited, is not spared.
 */
public final class Faults {

  /** Names the folder of plans and records; nothing of this package works without it. */
  public static final String FOLDER = "crow.faults.dir";

  /** Below the folder: a line for each point a service reached. */
  public static final String REACHED = "reached";

  /** Below the folder: a line for each process that a point ended. */
  public static final String CRASHES = "crashes";

  private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(50);

  /** What a process ends with that was killed. */
  private static final int KILLED = 137;

  private final Path folder;
  private final String service;
  private final int start;
  private final Set<String> reached = ConcurrentHashMap.newKeySet();
  private final AtomicLong looked = new AtomicLong(System.nanoTime() - 2 * LOOK_EVERY);
  private volatile Plan plan = Plan.NONE;
  private volatile Random random = new Random(0);
  private volatile boolean ready;

  private Faults(Path folder, String service, int start) {
    this.folder = folder;
    this.service = service;
    this.start = start;
  }

  private static Faults begin() {
    String named = System.getProperty(FOLDER);
    if (named == null) {
      throw new IllegalStateException("Nobody names the folder of plans: " + FOLDER);
    }
    Path folder = Path.of(named);
    // The supervisor names each process's log after it.
    String log = Path.of(System.getProperty("crow.log.file", "suite.log")).getFileName().toString();
    String service = log.substring(0, log.length() - ".log".length());
    try {
      Path starts = Files.createDirectories(folder.resolve("starts")).resolve(service);
      Files.writeString(starts, ".", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return new Faults(folder, service, Math.toIntExact(Files.size(starts)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @return those of this process; the harness is in one service of one process only
   */
  public static Faults ofThisProcess() {
    return OfThisProcess.FAULTS;
  }

  /** Made by the first who asks, which the harness itself never does. */
  private static final class OfThisProcess {
    private static final Faults FAULTS = begin();
  }

  /**
   * @param folder of the plans
   * @param service which one
   * @return where its plan is
   */
  public static Path planOf(Path folder, String service) {
    return folder.resolve(service + ".properties");
  }

  void ready() {
    ready = true;
  }

  boolean has(Bug bug) {
    return ready && plan().bugs().contains(bug);
  }

  long stall() {
    return ready ? plan().stall() : 0;
  }

  boolean duplicates() {
    return ready && chance(plan().duplicated());
  }

  boolean delays() {
    return ready && chance(plan().delayed());
  }

  /**
   * Says that the process is at a point; it may not come back from here.
   *
   * @param detail what is written there, such as a topic
   * @throws UncheckedIOException if the plan wants it so
   */
  void reach(FailPoint point, String detail) {
    record(point, detail);
    if (!ready) {
      return;
    }
    if (chance(plan().crashes().getOrDefault(point, 0.0))) {
      append(CRASHES, service + " " + point.word() + " " + detail);
      Runtime.getRuntime().halt(KILLED);
    }
    if (chance(plan().failures().getOrDefault(point, 0.0))) {
      throw new UncheckedIOException(new IOException("No space left on device"));
    }
  }

  private void record(FailPoint point, String detail) {
    String line = service + " " + point.word() + " " + detail;
    if (reached.add(line)) {
      try {
        append(REACHED, line);
      } catch (UncheckedIOException e) {
        // The disk is full, perhaps because a test filled it: another time.
        reached.remove(line);
      }
    }
  }

  private synchronized void append(String file, String line) {
    try {
      Files.writeString(
          folder.resolve(file),
          line + System.lineSeparator(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean chance(double likely) {
    return likely > 0 && random.nextDouble() < likely;
  }

  private Plan plan() {
    long now = System.nanoTime();
    long last = looked.get();
    if (now - last > LOOK_EVERY && looked.compareAndSet(last, now)) {
      Plan found = Plan.readFrom(planOf(folder, service));
      if (!found.equals(plan)) {
        random = new Random(found.seed() * 31 + start);
        plan = found;
      }
    }
    return plan;
  }
}
