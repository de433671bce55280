package dev.crow.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTests {

  @TempDir Path dir;

  @Test
  void makesOneSecretHoweverManyAskAtOnce() throws Exception {
    Callable<String> ask = () -> SecretFile.readOrCreate(dir.resolve("x"), "s", SecretFile::random);
    Set<String> seen = new HashSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(IntStream.range(0, 50).mapToObj(_ -> ask).toList())) {
        seen.add(answer.get());
      }
    }
    assertThat(seen).hasSize(1).allMatch(s -> s.length() == 43);
    try (Stream<Path> files = Files.list(dir.resolve("x"))) {
      assertThat(files).containsExactly(dir.resolve("x", "s"));
    }
  }

  @Test
  void letsOnlyTheOwnerRead() throws IOException {
    SecretFile.readOrCreate(dir.resolve("a", "b"), "s", SecretFile::random);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("a/b/s"))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("a/b"))))
        .isEqualTo("rwx------");
  }

  @Test
  void refusesAnEmptyFileInsteadOfAnEmptySecret() throws IOException {
    Files.createFile(dir.resolve("s"));
    assertThatThrownBy(() -> SecretFile.readOrCreate(dir, "s", SecretFile::random))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("is empty");
  }

  @Test
  void sharesTheServiceSecretThroughTheDataFolder() {
    ServiceSecret one = ServiceSecret.load(null, dir);
    ServiceSecret two = ServiceSecret.load(null, dir);
    assertThat(one.matches(two.value())).isTrue();
    assertThat(one.matches(two.value() + "x")).isFalse();
    assertThat(one.matches(null)).isFalse();
    assertThat(one.toString()).doesNotContain(one.value());
    assertThat(dir.resolve("security/service.secret")).exists();
  }

  @Test
  void refusesAShortServiceSecret() {
    assertThatThrownBy(() -> ServiceSecret.load("changeme", dir))
        .hasMessageContaining("crow.security.service-secret")
        .hasMessageNotContaining("changeme");
  }
}
