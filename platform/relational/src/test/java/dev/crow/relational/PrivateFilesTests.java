package dev.crow.relational;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTests {

  @TempDir Path data;

  @Test
  void letsOnlyTheOwnerReadTheDatabase() throws IOException {
    try (var service = TestService.start(data)) {
      service.add("1");
      assertPrivate("things.db", "things.db-shm", "things.db-wal");
    }
  }

  @Test
  void closesADatabaseThatAnEarlierVersionLeftOpen() throws IOException {
    try (var service = TestService.start(data)) {
      service.add("1");
    }
    Path folder = data.resolve("things");
    Files.setPosixFilePermissions(
        folder.resolve("things.db"), PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (var service = TestService.start(data)) {
      assertThat(service.count()).isEqualTo(1);
      assertPrivate("things.db");
    }
  }

  private void assertPrivate(String... expected) throws IOException {
    Path folder = data.resolve("things");
    assertThat(mode(folder)).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).extracting(f -> f.getFileName().toString()).contains(expected);
      for (Path file : all) {
        assertThat(mode(file)).as(file.toString()).isEqualTo("rw-------");
      }
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
