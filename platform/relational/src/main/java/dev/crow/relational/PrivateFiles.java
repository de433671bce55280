package dev.crow.relational;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Keeps a database from the machine's other users, whatever the process's umask is. Where there are
 * no POSIX permissions, the folder's own access list has to do.
 */
final class PrivateFiles {

  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private PrivateFiles() {}

  /** Makes the folder and the empty file if absent, and closes both to others if they are open. */
  static void prepare(Path file) throws IOException {
    Path folder = file.resolveSibling("");
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    Files.createDirectories(folder.resolveSibling(""));
    create(() -> Files.createDirectory(folder, attribute(posix, FOLDER)));
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + " is not a folder");
    }
    // SQLite gives its log and its shared memory the permissions of the database.
    create(() -> Files.createFile(file, attribute(posix, FILE)));
    if (posix) {
      close(folder, FOLDER);
      close(file, FILE);
      close(file.resolveSibling(file.getFileName() + "-wal"), FILE);
      close(file.resolveSibling(file.getFileName() + "-shm"), FILE);
    }
  }

  private static void create(Creation creation) throws IOException {
    try {
      creation.run();
    } catch (FileAlreadyExistsException e) {
      // Made by an earlier run, or by another process just now.
      return;
    }
  }

  private static void close(Path path, Set<PosixFilePermission> permissions) throws IOException {
    // Only changed if need be: whoever may write a file need not own it.
    if (Files.exists(path) && !permissions.containsAll(Files.getPosixFilePermissions(path))) {
      Files.setPosixFilePermissions(path, permissions);
    }
  }

  private static FileAttribute<?>[] attribute(boolean posix, Set<PosixFilePermission> permissions) {
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  @FunctionalInterface
  private interface Creation {
    void run() throws IOException;
  }
}
