package dev.crow.localstack.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A data folder, and who uses it. */
final class DataFolder {

  private final Path folder;

  DataFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  Path path() {
    return folder;
  }

  /** A folder beside it, with a suffix, on the same disk. */
  Path beside(String suffix) {
    return folder.resolveSibling(folder.getFileName() + suffix);
  }

  /** The launcher, while the suite runs. */
  Optional<ProcessHandle> launcher() {
    return process(folder.resolve("run").resolve("crow.pid"));
  }

  /** The processes of the isolated form. */
  List<ProcessHandle> services() throws IOException {
    Path run = folder.resolve("run");
    if (Files.notExists(run)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(run)) {
      return files
          .filter(file -> file.toString().endsWith(".pid"))
          .filter(file -> !file.endsWith("crow.pid"))
          .map(DataFolder::process)
          .flatMap(Optional::stream)
          .toList();
    }
  }

  private static Optional<ProcessHandle> process(Path file) {
    try {
      long pid = Long.parseLong(Files.readString(file).strip());
      // The number may be another program's by now. Command lines are cut off when they are long.
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(process -> process.info().command().orElse("").endsWith("java"));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * @throws BackupException if any process has the broker's or the objects' folder open, started by
   *     the launcher or not
   */
  void requireUnused(String what) throws IOException {
    if (launcher().isPresent() || !services().isEmpty()) {
      throw new BackupException("CROW is running; stop it with ./crow down before " + what);
    }
    for (String lock : List.of("kafka/log/.lock", "objects/lock")) {
      Path file = folder.resolve(lock);
      if (Files.exists(file) && isLocked(file)) {
        throw new BackupException(
            "Some process that ./crow did not start uses "
                + file.getParent()
                + "; stop it before "
                + what);
      }
    }
  }

  private static boolean isLocked(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    }
  }

  static void delete(Path root) throws IOException {
    if (Files.notExists(root)) {
      return;
    }
    List<Path> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      files.sorted(Comparator.reverseOrder()).forEach(all::add);
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
