package dev.crow.localstack;

import dev.crow.security.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The first organization's keys. auth-service keeps only hashes, so the launcher keeps the keys
 * themselves in a file that only its owner can read, to print them again and for {@code crow demo}.
 *
 * @param organizationId whose
 * @param writeKey publishable
 * @param secretKey secret
 */
record LocalKeys(String organizationId, String writeKey, String secretKey) {

  private static final String FILE = "keys.env";

  static Optional<LocalKeys> read(Path dataDir) {
    Path file = dataDir.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Map<String, String> values =
          Files.readAllLines(file).stream()
              .filter(line -> line.contains("="))
              .collect(
                  Collectors.toMap(
                      line -> line.substring(0, line.indexOf('=')),
                      line -> line.substring(line.indexOf('=') + 1)));
      return Optional.of(
          new LocalKeys(
              values.getOrDefault("CROW_ORGANIZATION", ""),
              values.getOrDefault("CROW_WRITE_KEY", ""),
              values.getOrDefault("CROW_SECRET_KEY", "")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(Path dataDir) {
    Path file = dataDir.resolve(FILE);
    Path draft = dataDir.resolve(FILE + ".new");
    try {
      Files.deleteIfExists(draft);
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(
          draft,
          List.of(
              "CROW_ORGANIZATION=" + organizationId,
              "CROW_WRITE_KEY=" + writeKey,
              "CROW_SECRET_KEY=" + secretKey));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the write key, and no other, to whoever serves the demo shop. */
  void openDemoShop(Path keyFile) {
    SecretFile.replace(
        Objects.requireNonNull(keyFile.toAbsolutePath().getParent()),
        keyFile.getFileName().toString(),
        writeKey + "\n");
  }

  @Override
  public String toString() {
    return "LocalKeys[" + organizationId + "]";
  }
}
