package dev.crow.localstack.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;

/** Copies the embedded storage of a suite, running or not, into one file. */
public final class Backup {

  /**
   * What was done.
   *
   * @param file the backup
   * @param bytes its size
   * @param files how many files it holds
   * @param paused how long the suite stood still
   */
  public record Report(Path file, long bytes, int files, Duration paused) {}

  private Backup() {}

  /**
   * Everything in the file shows one moment: rows, objects, vectors, events and keys. The suite
   * stands still while its files are linked and copied, and runs while they are checked and
   * compressed.
   *
   * @param dataDir of the suite
   * @param wanted must not exist, nor be inside the data folder
   * @throws BackupException if it cannot be done; then there is no file
   */
  public static Report take(Path dataDir, Path wanted) {
    DataFolder folder = new DataFolder(dataDir);
    Path file = wanted.toAbsolutePath().normalize();
    if (Files.notExists(folder.path())) {
      throw new BackupException("There is no data folder " + folder.path());
    }
    if (file.startsWith(folder.path())) {
      throw new BackupException("Put the backup outside of the data folder " + folder.path());
    }
    if (Files.exists(file)) {
      throw new BackupException("There is a file " + file + " already");
    }
    Path copy = folder.beside(".backing-up");
    Path draft = file.resolveSibling(file.getFileName() + ".part");
    try {
      DataFolder.delete(copy);
      Files.deleteIfExists(draft);
      try {
        return take(folder, copy, draft, file);
      } finally {
        DataFolder.delete(copy);
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new BackupException("The backup failed: " + e, e);
    }
  }

  private static Report take(DataFolder folder, Path copy, Path draft, Path file)
      throws IOException {
    Instant takenAt;
    Duration paused;
    try (StillSuite still = StillSuite.of(folder)) {
      takenAt = Instant.now();
      Snapshot.copy(folder.path(), copy, still);
      paused = still.lasted();
    }
    SortedSet<String> migrations = Databases.settle(copy);
    Manifest manifest = Archive.write(copy, draft, takenAt, paused, migrations);
    Archive.verify(draft);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    return new Report(file, Files.size(file), manifest.entries().size(), paused);
  }
}
