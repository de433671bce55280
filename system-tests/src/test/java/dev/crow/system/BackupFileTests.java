package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crow.localstack.backup.Backup;
import dev.crow.localstack.backup.BackupException;
import dev.crow.localstack.backup.Restore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backup file holds, and what is refused. */
class BackupFileTests {

  @TempDir Path folder;
  private Path data;
  private Path backup;

  @BeforeEach
  void someData() throws Exception {
    data = Files.createDirectories(folder.resolve("data"));
    backup = folder.resolve("backup.zip");
    write("auth/pepper", "secret");
    Files.setPosixFilePermissions(
        data.resolve("auth/pepper"), PosixFilePermissions.fromString("rw-------"));
    Path object = write("objects/buckets/crow-storage/exports/org-1/a.json", "{}");
    Files.getFileAttributeView(object, UserDefinedFileAttributeView.class)
        .write("user.content-type", ByteBuffer.wrap(bytes("application/json")));
    Files.setLastModifiedTime(object, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
    write("kafka/log/web-events-0/00000000000000000000.log", "log");
    write("kafka/log/web-events-0/00000000000000000000.index", "rebuilt");
    write("logs/crow.log", "not in the backup");
    sql("CREATE TABLE t (a TEXT)", "INSERT INTO t VALUES ('kept')");
  }

  @Test
  void everythingComesBackAsItWas() throws Exception {
    Backup.Report report = Backup.take(data, backup);
    assertThat(report.paused()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
        .isEqualTo("rw-------");
    write("auth/pepper", "changed");
    Files.delete(data.resolve("objects/buckets/crow-storage/exports/org-1/a.json"));
    sql("DELETE FROM t");
    Restore.Report restored = Restore.from(backup, data);
    assertThat(data.resolve("auth/pepper")).hasContent("secret");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("auth/pepper"))))
        .isEqualTo("rw-------");
    Path object = data.resolve("objects/buckets/crow-storage/exports/org-1/a.json");
    assertThat(Files.getLastModifiedTime(object).toInstant())
        .isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    ByteBuffer type = ByteBuffer.allocate(100);
    Files.getFileAttributeView(object, UserDefinedFileAttributeView.class)
        .read("user.content-type", type);
    assertThat(new String(type.array(), 0, type.position(), StandardCharsets.UTF_8))
        .isEqualTo("application/json");
    assertThat(rows()).isEqualTo(1);
    assertThat(data.resolve("logs")).doesNotExist();
    assertThat(data.resolve("kafka/log/web-events-0/00000000000000000000.index")).doesNotExist();
    assertThat(data.resolve("kafka/log/web-events-0/00000000000000000000.log")).hasContent("log");
    Path before = restored.before().orElseThrow();
    assertThat(before.resolve("auth/pepper")).hasContent("changed");
    assertThat(beside()).containsExactly("backup.zip", "data", before.getFileName().toString());
  }

  @Test
  void restoresWhereNothingWas() throws Exception {
    Backup.take(data, backup);
    Path elsewhere = folder.resolve("new");
    assertThat(Restore.from(backup, elsewhere).before()).isEmpty();
    assertThat(elsewhere.resolve("auth/pepper")).hasContent("secret");
  }

  @Test
  void aDamagedFileChangesNothing() throws Exception {
    Backup.take(data, backup);
    long length = Files.size(backup);
    byte[] whole = Files.readAllBytes(backup);
    for (int i = 0; i < 40; i++) {
      Files.write(backup, whole);
      try (RandomAccessFile file = new RandomAccessFile(backup.toFile(), "rw")) {
        long at = length * i / 40;
        file.seek(at);
        int old = file.read();
        file.seek(at);
        file.write(old ^ 0x5a);
      }
      try {
        // What no checksum covers, such as a file's time in the ZIP, may change.
        Restore.from(backup, folder.resolve("copy" + i));
        assertThat(folder.resolve("copy" + i).resolve("auth/pepper")).hasContent("secret");
      } catch (BackupException e) {
        assertThat(folder.resolve("copy" + i)).doesNotExist();
      }
    }
    Files.write(backup, java.util.Arrays.copyOf(whole, whole.length / 2));
    refuses("is damaged");
    Files.writeString(backup, "no ZIP at all");
    refuses("is damaged");
  }

  @Test
  void refusesAFileWhoseContentIsNotWhatTheManifestSays() throws Exception {
    Backup.take(data, backup);
    rewrite(Map.of("data/auth/pepper", content -> bytes("forged")));
    refuses("is damaged");
  }

  @Test
  void refusesAFileThatWouldWriteElsewhere() throws Exception {
    Backup.take(data, backup);
    rewrite(
        Map.of(
            "crow-backup.json",
            content ->
                bytes(
                    new String(content, StandardCharsets.UTF_8)
                        .replace("auth/pepper", "../outside"))));
    refuses("is damaged");
    assertThat(folder.resolve("outside")).doesNotExist();
  }

  @Test
  void refusesWhatANewerCrowMade() throws Exception {
    Backup.take(data, backup);
    rewrite(
        Map.of(
            "crow-backup.json",
            content ->
                bytes(
                    new String(content, StandardCharsets.UTF_8)
                        .replace("\"format\":1", "\"format\":2"))));
    refuses("newer CROW");
  }

  @Test
  void refusesADatabaseOfANewerCrow() throws Exception {
    sql(
        "CREATE TABLE flyway_schema_history (version TEXT, script TEXT)",
        "INSERT INTO flyway_schema_history VALUES ('999', 'V999__from_the_future.sql')");
    Backup.take(data, backup);
    refuses("newer CROW");
  }

  @Test
  void doesNotBackUpADamagedDatabase() throws Exception {
    try (RandomAccessFile file =
        new RandomAccessFile(data.resolve("auth/auth.db").toFile(), "rw")) {
      file.seek(100);
      file.write(new byte[200]);
    }
    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> Backup.take(data, backup))
        .withMessageContaining("auth.db");
    assertThat(beside()).containsExactly("data");
  }

  @Test
  void saysWhatIsWrongWithTheFile() throws Exception {
    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> Backup.take(data, data.resolve("backup.zip")))
        .withMessageContaining("outside");
    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> Backup.take(folder.resolve("none"), backup))
        .withMessageContaining("no data folder");
    Files.writeString(backup, "mine");
    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> Backup.take(data, backup))
        .withMessageContaining("already");
    assertThat(backup).hasContent("mine");
    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> Restore.from(folder.resolve("none"), data))
        .withMessageContaining("no file");
  }

  @Test
  void endsARestoreThatWasInterrupted() throws Exception {
    Files.move(data, folder.resolve("data.restored"));
    Restore.finish(data);
    assertThat(data.resolve("auth/pepper")).hasContent("secret");
    // And one that was interrupted earlier leaves nothing.
    Files.createDirectories(folder.resolve("data.restored/auth"));
    Restore.finish(data);
    assertThat(beside()).containsExactly("data");
    assertThat(data.resolve("auth/pepper")).hasContent("secret");
  }

  private void refuses(String why) throws IOException {
    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> Restore.from(backup, data))
        .withMessageContaining(why);
    assertThat(data.resolve("logs/crow.log")).hasContent("not in the backup");
    assertThat(beside()).filteredOn(name -> name.startsWith("data")).containsExactly("data");
  }

  private void rewrite(Map<String, UnaryOperator<byte[]>> changes) throws Exception {
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipFile zip = new ZipFile(backup.toFile())) {
      zip.stream()
          .forEach(
              entry -> {
                try (var in = zip.getInputStream(entry)) {
                  entries.put(entry.getName(), in.readAllBytes());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(backup))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        byte[] content =
            changes.getOrDefault(entry.getKey(), UnaryOperator.identity()).apply(entry.getValue());
        zip.write(content);
        if (entry.getKey().equals("crow-backup.json")) {
          byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
          zip.setComment("CROW backup, manifest " + HexFormat.of().formatHex(hash));
        }
      }
    }
  }

  private List<String> beside() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path write(String name, String text) throws IOException {
    Path file = data.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void sql(String... statements) throws Exception {
    try (Connection connection = database();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private int rows() throws Exception {
    try (Connection connection = database();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT count(*) FROM t")) {
      count.next();
      return count.getInt(1);
    }
  }

  private Connection database() throws Exception {
    return DriverManager.getConnection("jdbc:sqlite:" + data.resolve("auth/auth.db"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
