package dev.crow.localstack.backup;

import dev.crow.localstack.backup.Manifest.Entry;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * One ZIP file: the data, a manifest that says what has to be in it, and the manifest's own hash as
 * the file's comment.
 */
final class Archive {

  private static final String MANIFEST = "crow-backup.json";
  private static final String DATA = "data/";
  private static final long LARGEST_MANIFEST = 512L * 1024 * 1024;

  private Archive() {}

  static Manifest write(
      Path folder, Path file, Instant takenAt, Duration paused, SortedSet<String> migrations)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (ZipOutputStream zip = new ZipOutputStream(create(file))) {
      List<Path> files;
      try (Stream<Path> all = Files.walk(folder)) {
        files = all.filter(Files::isRegularFile).sorted().toList();
      }
      for (Path source : files) {
        entries.add(add(zip, source, folder.relativize(source).toString().replace('\\', '/')));
      }
      Manifest manifest =
          new Manifest(Manifest.FORMAT, takenAt, paused.toMillis(), migrations, entries);
      zip.putNextEntry(new ZipEntry(MANIFEST));
      byte[] json = JsonMapper.shared().writeValueAsBytes(manifest);
      zip.write(json);
      zip.closeEntry();
      zip.setComment(comment(json));
      return manifest;
    }
  }

  /** It holds secrets: only its owner may read it. On the disk before it is closed. */
  private static OutputStream create(Path file) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      throw new BackupException("There is a file " + file + " already", e);
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    return new FilterOutputStream(
        new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        try (channel) {
          flush();
          channel.force(true);
        }
      }
    };
  }

  private static Entry add(ZipOutputStream zip, Path file, String name) throws IOException {
    MessageDigest sha256 = sha256();
    zip.putNextEntry(new ZipEntry(DATA + name));
    long size;
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      size = in.transferTo(zip);
    }
    zip.closeEntry();
    return new Entry(
        name,
        size,
        HexFormat.of().formatHex(sha256.digest()),
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
        Files.getLastModifiedTime(file).toInstant(),
        attributes(file));
  }

  private static Map<String, String> attributes(Path file) throws IOException {
    Map<String, String> attributes = new TreeMap<>();
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    if (view != null) {
      for (String name : view.list()) {
        ByteBuffer value = ByteBuffer.allocate(view.size(name));
        view.read(name, value);
        attributes.put(name, Base64.getEncoder().encodeToString(value.array()));
      }
    }
    return attributes;
  }

  /**
   * Reads all of an archive, and looks whether it is exactly what its manifest says.
   *
   * @throws BackupException if it is damaged, no backup, or made by a newer CROW
   */
  static Manifest verify(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Manifest manifest = manifest(zip, file);
      requireSameNames(zip, manifest, file);
      for (Entry entry : manifest.entries()) {
        try (InputStream in = open(zip, entry, file)) {
          requireWhole(entry, in, OutputStream.nullOutputStream(), file);
        }
      }
      return manifest;
    } catch (ZipException e) {
      throw damaged(file, e);
    }
  }

  /** Writes a verified archive's files below a folder that is empty, each on the disk at last. */
  static void extract(Path file, Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Entry entry : manifest(zip, file).entries()) {
        Path target = target(folder, entry, file);
        Files.createDirectories(target.getParent());
        try (InputStream in = open(zip, entry, file);
            FileChannel channel =
                FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
          Files.setPosixFilePermissions(
              target, PosixFilePermissions.fromString(entry.permissions()));
          requireWhole(entry, in, Channels.newOutputStream(channel), file);
          channel.force(true);
        }
        describe(target, entry);
      }
    } catch (ZipException e) {
      throw damaged(file, e);
    }
  }

  private static void describe(Path target, Entry entry) throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(target, UserDefinedFileAttributeView.class);
    for (Map.Entry<String, String> attribute : entry.attributes().entrySet()) {
      if (view == null) {
        throw new BackupException(
            "The file system of " + target + " has no extended attributes; use another disk");
      }
      view.write(
          attribute.getKey(), ByteBuffer.wrap(Base64.getDecoder().decode(attribute.getValue())));
    }
    Files.setLastModifiedTime(target, FileTime.from(entry.modifiedAt()));
  }

  private static Manifest manifest(ZipFile zip, Path file) throws IOException {
    ZipEntry entry = zip.getEntry(MANIFEST);
    if (entry == null || entry.getSize() > LARGEST_MANIFEST) {
      throw new BackupException(file + " is no backup of CROW");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] json = in.readAllBytes();
      if (!comment(json).equals(zip.getComment())) {
        throw damaged(file, null);
      }
      Manifest manifest = JsonMapper.shared().readValue(json, Manifest.class);
      if (manifest.format() > Manifest.FORMAT) {
        throw newer(file);
      }
      return manifest;
    } catch (JacksonException e) {
      throw damaged(file, e);
    }
  }

  static BackupException newer(Path file) {
    return new BackupException(
        file + " was made by a newer CROW; restore it with that version or a later one");
  }

  private static void requireSameNames(ZipFile zip, Manifest manifest, Path file) {
    Set<String> expected = new HashSet<>();
    for (Entry entry : manifest.entries()) {
      target(Path.of("/data"), entry, file);
      expected.add(DATA + entry.path());
    }
    expected.add(MANIFEST);
    Set<String> found = new HashSet<>();
    zip.stream().map(ZipEntry::getName).forEach(found::add);
    if (!found.equals(expected) || zip.size() != expected.size()) {
      throw damaged(file, null);
    }
  }

  private static Path target(Path folder, Entry entry, Path file) {
    Path target = folder.resolve(entry.path()).normalize();
    if (!target.startsWith(folder) || target.equals(folder)) {
      throw damaged(file, null);
    }
    return target;
  }

  private static InputStream open(ZipFile zip, Entry entry, Path file) throws IOException {
    ZipEntry found = zip.getEntry(DATA + entry.path());
    if (found == null) {
      throw damaged(file, null);
    }
    return zip.getInputStream(found);
  }

  private static void requireWhole(Entry entry, InputStream in, OutputStream out, Path file)
      throws IOException {
    MessageDigest sha256 = sha256();
    long size = new DigestInputStream(in, sha256).transferTo(out);
    if (size != entry.size() || !HexFormat.of().formatHex(sha256.digest()).equals(entry.sha256())) {
      throw damaged(file, null);
    }
  }

  private static BackupException damaged(Path file, @Nullable Throwable cause) {
    return new BackupException(file + " is damaged; use another backup", cause);
  }

  private static String comment(byte[] manifest) {
    return "CROW backup, manifest " + HexFormat.of().formatHex(sha256().digest(manifest));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
