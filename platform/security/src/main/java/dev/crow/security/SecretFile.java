package dev.crow.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A secret kept in a file that only its owner can read. Several processes and threads may ask for
 * the same file at once: one of them makes it, all read the same content.
 */
public final class SecretFile {

  private static final int SECRET_BYTES = 32;
  private static final FileAttribute<?>[] OWNER_ONLY = ownerOnly("rw-------");
  private static final FileAttribute<?>[] OWNER_ONLY_FOLDER = ownerOnly("rwx------");

  private SecretFile() {}

  /**
   * @param folder holds the file; made for its owner alone if absent
   * @param name the file, read if it exists; else made and forced to the disk
   * @param content asked for a new secret; what it gives is dropped if another process was first
   * @return the file's content without surrounding white space
   * @throws UncheckedIOException if the file can neither be read nor made, or is empty
   */
  public static String readOrCreate(Path folder, String name, Supplier<String> content) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        createFolder(folder.toAbsolutePath());
        create(file, content.get());
      }
      String text = Files.readString(file).strip();
      if (text.isEmpty()) {
        throw new IOException("The secret file " + file + " is empty. Restore it, or delete it.");
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Replaces a file as a whole, for its owner alone: whoever reads it meanwhile, and whoever finds
   * it after a power cut, sees the old content or the new one.
   *
   * @param folder holds the file; made for its owner alone if absent
   * @param name the file; need not exist
   * @param content what it shall hold
   * @throws UncheckedIOException if it cannot be written; it then is as it was
   */
  public static void replace(Path folder, String name, String content) {
    Path file = folder.resolve(name);
    Path draft = folder.resolve("." + name + "." + UUID.randomUUID());
    try {
      createFolder(folder.toAbsolutePath());
      try {
        write(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @return 256 random bits, base64url
   */
  public static String random() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void create(Path file, String content) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      write(draft, content);
      // Unlike a move, a link is refused if the name is taken: the first process wins, and no
      // reader ever sees half a file.
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException first) {
      // Another process made it meanwhile; its content is read like everybody else's.
      return;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.createDirectory(folder, OWNER_ONLY_FOLDER);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  private static void write(Path file, String content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
      ByteBuffer bytes = ByteBuffer.wrap((content + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    // Where there are no POSIX permissions, the folder's own access list has to do.
    return Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
