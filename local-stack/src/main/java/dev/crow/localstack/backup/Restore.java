package dev.crow.localstack.backup;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Puts the data of a backup in the place of a data folder, all of it or none. */
public final class Restore {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /** Complete and verified, and not yet in its place. */
  private static final String RESTORED = ".restored";

  /**
   * What was done.
   *
   * @param takenAt the moment that the data shows
   * @param files how many there are
   * @param before where the data is that was there before; empty if there was none
   */
  public record Report(Instant takenAt, int files, Optional<Path> before) {}

  private Restore() {}

  /**
   * Verifies a backup, unpacks it beside the data folder, and exchanges the two by name. The old
   * data is kept.
   *
   * @throws BackupException if the suite runs, or the file is damaged, foreign, or made by a newer
   *     CROW; then the data folder is as it was
   */
  public static Report from(Path backup, Path dataDir) {
    DataFolder folder = new DataFolder(dataDir);
    Path file = backup.toAbsolutePath().normalize();
    if (!Files.isRegularFile(file)) {
      throw new BackupException("There is no file " + file);
    }
    try {
      finish(dataDir);
      folder.requireUnused("the restore");
      Manifest manifest = Archive.verify(file);
      if (!Databases.known().containsAll(manifest.migrations())) {
        throw Archive.newer(file);
      }
      Path draft = folder.beside(".restoring");
      DataFolder.delete(draft);
      try {
        Archive.extract(file, Files.createDirectories(draft));
        Files.move(draft, folder.beside(RESTORED), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        DataFolder.delete(draft);
      }
      return new Report(manifest.takenAt(), manifest.entries().size(), exchange(folder));
    } catch (IOException e) {
      throw new BackupException("The restore failed: " + e, e);
    }
  }

  private static Optional<Path> exchange(DataFolder folder) throws IOException {
    Path restored = folder.beside(RESTORED);
    Optional<Path> before = Optional.empty();
    if (Files.exists(folder.path())) {
      before = Optional.of(folder.beside(".before-" + TIME.format(Instant.now())));
      try {
        Files.move(folder.path(), before.get(), StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException e) {
        DataFolder.delete(restored);
        throw new BackupException(
            "The data folder "
                + folder.path()
                + " cannot be exchanged, as when it is a mount point; restore into a new folder"
                + " with CROW_DATA_DIR",
            e);
      }
    }
    Files.move(restored, folder.path(), StandardCopyOption.ATOMIC_MOVE);
    return before;
  }

  /**
   * Ends a restore that was interrupted between its two renames, when there is no data folder; does
   * nothing otherwise, but for clearing away what an interrupted one left.
   *
   * @param dataDir of the suite
   */
  public static void finish(Path dataDir) {
    DataFolder folder = new DataFolder(dataDir);
    Path restored = folder.beside(RESTORED);
    try {
      if (Files.notExists(restored)) {
        return;
      }
      if (Files.exists(folder.path())) {
        DataFolder.delete(restored);
      } else {
        Files.move(restored, folder.path(), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new BackupException("An interrupted restore cannot be ended: " + e, e);
    }
  }
}
