package dev.crow.localstack.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at what the suite stands on: Java, the data folder, the disk, certificates, the model. */
final class Surroundings {

  private static final int JAVA = 25;
  private static final long LEAST_SPACE = 200L << 20;
  private static final long LITTLE_SPACE = 1L << 30;
  private static final Duration SOON = Duration.ofDays(14);
  private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final Installation installation;
  private final Clock clock;
  private final Space space;

  Surroundings(Installation installation, Clock clock, Space space) {
    this.installation = installation;
    this.clock = clock;
    this.space = space;
  }

  /** Asks a disk. */
  interface Space {

    /** Bytes left for us on the disk of a file or folder. */
    long leftAt(Path file) throws IOException;

    static long ofDisk(Path file) throws IOException {
      return Files.getFileStore(file).getUsableSpace();
    }
  }

  List<Finding> look() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(folder());
    findings.add(disk());
    findings.addAll(owners());
    findings.addAll(certificates());
    findings.add(model());
    return findings;
  }

  private static Finding java() {
    int version = Runtime.version().feature();
    return version == JAVA
        ? Finding.ok("java", Runtime.version() + " at " + System.getProperty("java.home"))
        : Finding.failed(
            "java",
            "This is Java " + version + ", and CROW wants " + JAVA,
            "Install JDK " + JAVA + " and set JAVA_HOME to its folder");
  }

  private Finding folder() {
    Path folder = installation.dataDir();
    try {
      if (!Files.isDirectory(folder)) {
        return Finding.failed(
            "data folder",
            folder + (Files.exists(folder) ? " is no folder" : " does not exist"),
            "Set CROW_DATA_DIR to the folder of your data; ./crow up makes a new one");
      }
      Files.delete(Files.createTempFile(folder, "write", ".test"));
      return Finding.ok("data folder", folder + " can be written to");
    } catch (IOException e) {
      return Finding.failed(
          "data folder",
          folder + " cannot be written to (" + e.getClass().getSimpleName() + ")",
          "Mend its permissions, or mount its disk for writing: nothing can be accepted like that");
    }
  }

  private Finding disk() {
    try {
      long bytes = space.leftAt(existing(installation.dataDir()));
      String left = (bytes >> 20) + " MB left";
      if (bytes < LEAST_SPACE) {
        return Finding.failed(
            "disk",
            left,
            "Free some space, or move the data folder: the broker stops when the disk is full");
      }
      return bytes < LITTLE_SPACE
          ? Finding.warning("disk", left, "Free some space soon")
          : Finding.ok("disk", left);
    } catch (IOException e) {
      return Finding.failed(
          "disk", "The disk cannot be asked: " + e.getMessage(), "Look into dmesg");
    }
  }

  private static Path existing(Path folder) {
    Path present = folder;
    while (!Files.exists(present) && present.getParent() != null) {
      present = present.getParent();
    }
    return present;
  }

  /** One owner for all, and secrets for nobody else's eyes. */
  private List<Finding> owners() {
    Path folder = installation.dataDir();
    if (!Files.isDirectory(folder)) {
      return List.of(Finding.skipped("owner", "There is no data folder"));
    }
    String user = System.getProperty("user.name");
    try (Stream<Path> files = Files.walk(folder, 2)) {
      List<String> foreign = new ArrayList<>();
      List<String> open = new ArrayList<>();
      for (Path file : files.toList()) {
        if (!Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName().equals(user)) {
          foreign.add(folder.relativize(file).toString());
        }
        if (isSecret(file) && isOpen(file)) {
          open.add(folder.relativize(file).toString());
        }
      }
      return List.of(ownership(foreign, user), secrecy(open));
    } catch (IOException | UnsupportedOperationException e) {
      return List.of(
          Finding.warning(
              "owner",
              "Owners cannot be read: " + e.getClass().getSimpleName(),
              "Run the doctor as the user who runs the suite"));
    }
  }

  private Finding ownership(List<String> foreign, String user) {
    return foreign.isEmpty()
        ? Finding.ok("owner", "All of the data belongs to " + user)
        : Finding.failed(
            "owner",
            "%d files do not belong to %s, such as %s"
                .formatted(foreign.size(), user, foreign.getFirst()),
            "Run as their owner, or: chown -R %s '%s'".formatted(user, installation.dataDir()));
  }

  private Finding secrecy(List<String> open) {
    return open.isEmpty()
        ? Finding.ok("secrets", "Keys can be read by their owner alone")
        : Finding.failed(
            "secrets",
            "Others on this machine can read " + String.join(", ", open),
            "chmod 600 them, and rotate what they hold (docs/operations.md)");
  }

  private static boolean isSecret(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && (name.endsWith(".env")
            || name.endsWith(".secret")
            || name.endsWith(".pem")
            || name.equals("pepper")
            || name.endsWith("-key")
            || name.equals("seal.key"));
  }

  private static boolean isOpen(Path file) throws IOException {
    Set<PosixFilePermission> granted = EnumSet.copyOf(OF_OTHERS);
    granted.retainAll(Files.getPosixFilePermissions(file));
    return !granted.isEmpty();
  }

  private List<Finding> certificates() {
    Path folder = installation.dataDir().resolve("tls");
    if (!installation.mutualTls() || !Files.isDirectory(folder)) {
      return List.of(Finding.skipped("certificates", "None are in use"));
    }
    List<Finding> wrong = new ArrayList<>();
    int count = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".pem")).sorted().toList()) {
        count++;
        judge(file).ifPresent(wrong::add);
      }
    } catch (IOException e) {
      wrong.add(
          Finding.failed(
              "certificates", folder + " cannot be read", "Mend the permissions of " + folder));
    }
    return wrong.isEmpty() ? List.of(Finding.ok("certificates", count + " are valid")) : wrong;
  }

  private Optional<Finding> judge(Path file) {
    Instant now = clock.instant();
    try {
      X509Certificate certificate = read(file);
      Instant from = certificate.getNotBefore().toInstant();
      Instant end = certificate.getNotAfter().toInstant();
      if (now.isBefore(from)) {
        return Optional.of(
            Finding.failed(
                "certificates",
                "%s is valid from %s on only".formatted(file.getFileName(), from),
                "Set this machine's clock: it says " + now));
      }
      if (!now.isBefore(end)) {
        return Optional.of(
            Finding.failed(
                "certificates",
                "%s expired at %s".formatted(file.getFileName(), end),
                "Delete %s and start the suite again; it makes a new one".formatted(file)));
      }
      return now.plus(SOON).isBefore(end)
          ? Optional.empty()
          : Optional.of(
              Finding.warning(
                  "certificates",
                  "%s expires at %s".formatted(file.getFileName(), end),
                  "Running services renew theirs thirty days before: see why that did not happen"));
    } catch (IOException | GeneralSecurityException e) {
      return Optional.of(
          Finding.failed(
              "certificates",
              file.getFileName() + " cannot be read",
              "Delete %s and start the suite again; it makes a new one".formatted(file)));
    }
  }

  private static X509Certificate read(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private static Finding model() {
    return Surroundings.class.getResource(MODEL) != null
        ? Finding.ok("model", "The offline embedding model is there")
        : Finding.failed(
            "model",
            "The offline embedding model is missing from the build",
            "Build again: rm -rf local-stack/target/lib && ./crow up");
  }
}
