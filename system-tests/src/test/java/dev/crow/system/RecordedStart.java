package dev.crow.system;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one start of the suite loaded and linked (JEP 483), recorded once for all test processes, as
 * the launcher does for people. Suites start some sixty times in these tests, and most of a start
 * is loading classes.
 */
final class RecordedStart {

  /** As suites under test run; a recording serves those with the same flags. */
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:TieredStopAtLevel=1",
          "-Xmx512m",
          "-Xmn96m",
          "-XX:MetaspaceSize=256m",
          "-XX:ReservedCodeCacheSize=128m",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static final Predicate<String> ARCHIVE = entry -> entry.endsWith(".jar");

  private RecordedStart() {}

  /**
   * @return the java program and its options, class path included, for one program that uses the
   *     recording by itself and hands it on to those that it starts
   */
  static List<String> java() {
    Path recording = Once.RECORDING;
    List<String> line = plain();
    line.addAll(
        List.of(
            "-XX:AOTCache=" + recording,
            "-Dcrow.aot.cache=" + recording,
            // A recording that does not fit is passed over: the start is slower, and nothing else.
            "-Xlog:aot*=off",
            "-Xlog:cds*=off"));
    line.addAll(List.of("-cp", classPath()));
    return line;
  }

  private static List<String> plain() {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(FLAGS);
    return line;
  }

  /** Archives first, since only those can be recorded; what follows them is free. */
  private static String classPath() {
    return Stream.concat(entries(ARCHIVE), entries(ARCHIVE.negate()))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Stream<String> entries(Predicate<String> wanted) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(wanted);
  }

  /** A test process has one, and both have the same. */
  private static final class Once {

    static final Path RECORDING = recording();

    private static Path recording() {
      Path folder = Path.of("target", "recorded-start").toAbsolutePath();
      Path recording = folder.resolve(fingerprint() + ".aot");
      try {
        Files.createDirectories(folder);
        // The other test process waits for this one's.
        try (FileChannel channel =
                FileChannel.open(
                    folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock _ = channel.lock()) {
          if (!Files.exists(recording)) {
            record(recording, folder.resolve("data"));
          }
        }
        return recording;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static String fingerprint() {
      return Integer.toHexString(
          entries(ARCHIVE)
              .map(File::new)
              .map(file -> Objects.hash(file.getPath(), file.length(), file.lastModified()))
              .toList()
              .hashCode());
    }

    private static void record(Path recording, Path data) {
      List<String> line = plain();
      line.add("-XX:AOTCacheOutput=" + recording);
      line.addAll(List.of("-cp", entries(ARCHIVE).collect(Collectors.joining(File.pathSeparator))));
      RunningSuite.ready(line, data, Map.of(), List.of("up")).close();
    }
  }
}
