package dev.crow.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * What {@code ./crow up}, {@code down} and {@code status} run.
 *
 * <p>Ends with status 0, with 1 when something is wrong with the suite, and with 2 when the command
 * was not understood.
 */
public final class LocalStack {

  private static final Duration READY = Duration.ofSeconds(90);

  private LocalStack() {}

  /**
   * @param args {@code up [--isolated]}, {@code down} or {@code status}
   */
  public static void main(String[] args) {
    try {
      StackConfig config = StackConfig.from(System.getenv());
      List<String> words = List.of(args);
      switch (words.isEmpty() ? "" : words.getFirst()) {
        case "up" -> up(config, words.contains("--isolated"));
        case "down" -> down(config);
        case "status" -> status(config);
        default -> {
          System.err.println("usage: up [--isolated] | down | status");
          System.exit(2);
        }
      }
    } catch (StackException | UncheckedIOException e) {
      System.err.println("crow: " + e.getMessage());
      System.exit(1);
    }
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
        health.awaitReady(service, READY);
      }
      LocalKeys keys = new FirstOrganization(config).keys();
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
