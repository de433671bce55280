package dev.crow.localstack;

import dev.crow.localstack.backup.Backup;
import dev.crow.localstack.backup.BackupException;
import dev.crow.localstack.backup.Restore;
import dev.crow.localstack.doctor.Doctor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * What {@code ./crow up}, {@code down}, {@code status}, {@code doctor}, {@code backup} and {@code
 * restore} run.
 *
 * <p>Ends with status 0, with 1 when something is wrong with the suite, and with 2 when the command
 * was not understood; {@code doctor} ends with 3 when nothing runs.
 */
public final class LocalStack {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private LocalStack() {}

  /**
   * @param args {@code up [--isolated]}, {@code down}, {@code status}, {@code doctor [--json]},
   *     {@code backup [file]} or {@code restore <file>}
   */
  public static void main(String[] args) {
    List<String> words = List.of(args);
    if (!words.isEmpty() && words.getFirst().equals("doctor")) {
      System.exit(doctor(words.subList(1, words.size())));
    }
    try {
      StackConfig config = StackConfig.from(System.getenv());
      switch (words.isEmpty() ? "" : words.getFirst()) {
        case "up" -> up(config, words.contains("--isolated"));
        case "down" -> down(config);
        case "status" -> status(config);
        case "backup" -> backup(config, words.subList(1, words.size()));
        case "restore" -> restore(config, words.subList(1, words.size()));
        default -> usage();
      }
    } catch (StackException | BackupException | UncheckedIOException e) {
      System.err.println("crow: " + e.getMessage());
      System.exit(1);
    }
  }

  /**
   * @return the status to end with
   */
  private static int doctor(List<String> words) {
    Doctor doctor = new Doctor(System.out, Clock.systemUTC(), ServiceClients::of);
    try {
      return doctor.examine(StackConfig.from(System.getenv()).installation(), words);
    } catch (StackException e) {
      return doctor.misconfigured(String.valueOf(e.getMessage()), words);
    }
  }

  private static void usage() {
    System.err.println(
        "usage: up [--isolated] | down | status | doctor [--json] | backup [file] | restore file");
    System.exit(2);
  }

  private static void backup(StackConfig config, List<String> words) {
    if (words.size() > 1) {
      usage();
    }
    String name =
        words.isEmpty() ? "crow-backup-" + TIME.format(Instant.now()) + ".zip" : words.getFirst();
    Backup.Report report = Backup.take(config.dataDir(), Path.of(name));
    System.out.printf(
        "Backed up %d files into %s (%.1f MB). The suite stood still for %d ms.%n",
        report.files(), report.file(), report.bytes() / 1e6, report.paused().toMillis());
    System.out.println("The file holds every key and secret of the suite: keep it as safe.");
  }

  private static void restore(StackConfig config, List<String> words) {
    if (words.size() != 1) {
      usage();
    }
    Restore.Report report = Restore.from(Path.of(words.getFirst()), config.dataDir());
    System.out.printf(
        "Restored %d files as of %s into %s.%n",
        report.files(), report.takenAt(), config.dataDir());
    report
        .before()
        .ifPresent(
            before ->
                System.out.println(
                    "What was there before is in " + before + "; delete it when all is well."));
    System.out.println("Now: ./crow up");
  }

  private static void up(StackConfig config, boolean isolated) {
    if (System.getProperty("crow.log.file") == null) {
      System.setProperty("crow.log.file", config.logFile().toString());
    }
    runningPid(config)
        .ifPresent(
            pid -> {
              throw new StackException(
                  "CROW is running already (process %d); ./crow down stops it".formatted(pid));
            });
    Restore.finish(config.dataDir());
    Preflight.check(config);
    long began = System.nanoTime();
    Suite suite = isolated ? new IsolatedSuite(config) : new OneJvmSuite(config);
    CountDownLatch stopped = stopOnSignal(config, suite);
    writePid(config);
    try {
      Progress progress = new Progress(System.out);
      if (config.mutualTls()) {
        progress.begin("certificates");
        ServiceClients.issueFor(config);
        progress.done();
      }
      suite.start(progress);
      progress.begin("waiting until all is ready");
      Health health = new Health(config);
      for (Service service : Service.values()) {
        health.awaitReady(service, config.patience());
      }
      LocalKeys keys = new FirstOrganization(config).keys();
      keys.openDemoShop(config.demoShopKeyFile());
      progress.done();
      Greeting.print(config, keys, Duration.ofNanos(System.nanoTime() - began));
    } catch (StackException e) {
      System.err.println();
      System.err.println("crow: " + e.getMessage());
      System.exit(1);
    }
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static CountDownLatch stopOnSignal(StackConfig config, Suite suite) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  System.out.println();
                  System.out.println("Stopping…");
                  suite.close();
                  remove(config.pidFile());
                  System.out.println("Stopped. The data stays in " + config.dataDir());
                  stopped.countDown();
                },
                "stop-suite"));
    return stopped;
  }

  private static void down(StackConfig config) {
    Optional<Long> pid = runningPid(config);
    if (pid.isEmpty()) {
      System.out.println("CROW is not running.");
      return;
    }
    ProcessHandle process = ProcessHandle.of(pid.get()).orElseThrow();
    process.destroy();
    process.onExit().orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
    System.out.println("CROW is stopped. The data stays in " + config.dataDir());
  }

  private static void status(StackConfig config) {
    Health health = new Health(config);
    boolean allReady = true;
    for (Service service : Service.values()) {
      String state = health.of(service);
      allReady &= state.equals("ready");
      System.out.printf("  %-20s %-9s %s%n", service.serviceName(), state, config.address(service));
    }
    if (!allReady) {
      throw new StackException("not everything is ready; ./crow up starts the suite");
    }
  }

  private static Optional<Long> runningPid(StackConfig config) {
    try {
      if (!Files.exists(config.pidFile())) {
        return Optional.empty();
      }
      long pid = Long.parseLong(Files.readString(config.pidFile()).strip());
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(ProcessHandle::pid);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static void writePid(StackConfig config) {
    try {
      Files.createDirectories(config.pidFile().getParent());
      Files.writeString(config.pidFile(), Long.toString(ProcessHandle.current().pid()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      System.err.println("The file " + file + " could not be removed: " + e.getMessage());
    }
  }
}
