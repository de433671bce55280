package dev.crow.objectstore.embedded;

import dev.crow.objectstore.S3Credentials;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The server's credentials, one line each, in a file that only its owner can read. */
final class CredentialsFile {

  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 8;

  private CredentialsFile() {}

  static S3Credentials readOrCreate(Path file) throws IOException {
    if (Files.notExists(file)) {
      create(file);
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.size() != 2) {
      throw new IOException("The file " + file + " is damaged: restore it, or delete it");
    }
    return new S3Credentials(lines.getFirst().strip(), lines.getLast().strip());
  }

  private static void create(Path file) throws IOException {
    Path draft = file.resolveSibling(".credentials." + UUID.randomUUID());
    try {
      write(draft, "crow-" + random(ID_BYTES) + "\n" + random(SECRET_BYTES) + "\n");
      // Unlike a move, a link is refused if the name is taken: of several starting at once the
      // first wins, and none reads half a file.
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException first) {
      return;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void write(Path file, String content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    // Where there are no POSIX permissions, the folder's own access list has to do.
    return Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static String random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
