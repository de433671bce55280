package dev.crow.localstack;

import dev.crow.kafka.embedded.EmbeddedBrokerMain;
import dev.crow.objectstore.embedded.EmbeddedS3Main;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One JVM for the broker, one for the object store and one for each service, watched: a process
 * that dies is started again, as a production supervisor would. Each process's id is in {@code
 * run/<name>.pid} of the data folder.
 */
final class IsolatedSuite implements Suite {

  /** System property: the file that the launcher recorded a start in. */
  private static final String RECORDED_START = "crow.aot.cache";

  private static final Duration RESTART_PAUSE = Duration.ofMillis(200);

  /** Whoever ran this long is started again at once; whoever ends sooner may be about to again. */
  private static final Duration RAN_WELL = Duration.ofSeconds(5);

  private static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseCompactObjectHeaders",
          "-Xmx256m",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final StackConfig config;
  private final Map<String, List<String>> commands = new LinkedHashMap<>();
  private final Map<String, String> variables;
  private final Map<String, Process> processes = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  IsolatedSuite(StackConfig config) {
    this.config = config;
    commands.put(
        "kafka",
        List.of(
            EmbeddedBrokerMain.class.getName(),
            config.kafkaDir().toString(),
            Integer.toString(config.kafkaPort()),
            Integer.toString(config.kafkaControllerPort())));
    ObjectsConfig objects = config.objects();
    if (objects.embedded()) {
      List<String> command = new ArrayList<>();
      command.add(EmbeddedS3Main.class.getName());
      command.add(config.objectsDir().toString());
      command.add(Integer.toString(objects.port()));
      command.addAll(objects.buckets().all());
      commands.put("object-store", command);
    }
    variables = objects.variables(config.objectsDir());
    for (Service service : Service.values()) {
      List<String> command = new ArrayList<>();
      command.add(service.application().getName());
      command.addAll(config.arguments(service));
      commands.put(service.serviceName(), command);
    }
  }

  @Override
  public void start(Progress progress) {
    progress.begin("%d processes".formatted(commands.size()));
    commands.keySet().forEach(this::launch);
    progress.done();
  }

  private void launch(String name) {
    try {
      Path run = Files.createDirectories(config.dataDir().resolve("run"));
      Path logs = Files.createDirectories(config.dataDir().resolve("logs"));
      List<String> line = new ArrayList<>();
      line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      line.addAll(JVM);
      line.addAll(recordedStart());
      line.addAll(config.javaOptions());
      line.add("-Dcrow.log.file=" + logs.resolve(name + ".log"));
      line.add("-cp");
      line.add(System.getProperty("java.class.path"));
      line.addAll(commands.getOrDefault(name, List.of()));
      ProcessBuilder builder = new ProcessBuilder(line);
      // Not on the command line, which every user of the machine can read.
      builder.environment().putAll(variables);
      Process process =
          builder
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(logs.resolve(name + ".out").toFile()))
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
      try {
        writeWhole(run.resolve(name + ".pid"), Long.toString(process.pid()));
      } catch (IOException e) {
        process.destroyForcibly();
        throw e;
      }
      processes.put(name, process);
      Thread.ofVirtual().name("watch-" + name).start(() -> watch(name, process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What the launcher recorded of a start of all services serves each of them: half the time from a
   * kill to the next answer is loading classes. A cache that does not fit is passed over in
   * silence.
   */
  private static List<String> recordedStart() {
    String cache = System.getProperty(RECORDED_START);
    return cache == null
        ? List.of()
        : List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off");
  }

  /** Whoever reads the file finds the old text or the new one, never half of it. */
  private static void writeWhole(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(draft, text);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void watch(String name, Process process) {
    long began = System.nanoTime();
    int status = process.onExit().join().exitValue();
    boolean ranWell = System.nanoTime() - began > RAN_WELL.toNanos();
    if (!stopping) {
      System.err.println(name + " ended with status " + status + " and is started again");
      relaunch(name, ranWell ? Duration.ZERO : RESTART_PAUSE);
    }
  }

  /** However long it takes: on a full disk no process can be started until there is room again. */
  private void relaunch(String name, Duration firstPause) {
    Duration pause = firstPause;
    boolean launched = false;
    while (!launched && !stopping) {
      LockSupport.parkNanos(pause.toNanos());
      pause = RESTART_PAUSE;
      try {
        if (!stopping) {
          launch(name);
        }
        launched = true;
      } catch (UncheckedIOException e) {
        System.err.println(name + " cannot be started yet: " + e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    stopping = true;
    List<String> order = new ArrayList<>(commands.keySet()).reversed();
    for (String name : order) {
      Process process = processes.get(name);
      if (process != null) {
        stop(process);
      }
    }
  }

  private static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
