package dev.crow.localstack.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.localstack.doctor.Finding.Outcome;
import dev.crow.security.DevelopmentCertificates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTests {

  private static final Clock NOW = Clock.systemUTC();
  private static final long PLENTY = 100L << 30;

  @TempDir Path data;

  @Test
  void findsNothingWrongWithAFreshFolder() {
    DevelopmentCertificates.in(data, NOW).issue("gateway-service");
    assertThat(look(data, NOW, PLENTY)).noneMatch(Finding::isFailed);
    assertThat(finding("certificates", data, NOW, PLENTY).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void namesAnExpiredCertificateAndSaysToDeleteIt() {
    DevelopmentCertificates.in(data, Clock.offset(NOW, Duration.ofDays(-400)))
        .issue("gateway-service");
    Finding expired = finding("certificates", data, NOW, PLENTY);
    assertThat(expired.isFailed()).isTrue();
    assertThat(expired.detail()).contains("gateway-service.pem expired at");
    assertThat(expired.advice()).contains("Delete", "gateway-service.pem");
  }

  @Test
  void warnsOfACertificateThatNobodyRenewed() {
    DevelopmentCertificates.in(data, Clock.offset(NOW, Duration.ofDays(-360)))
        .issue("gateway-service");
    assertThat(finding("certificates", data, NOW, PLENTY).outcome()).isEqualTo(Outcome.WARNING);
  }

  @Test
  void saysThatTheClockIsWrongWhenACertificateIsOfTheFuture() {
    DevelopmentCertificates.in(data, NOW).issue("gateway-service");
    Clock slow = Clock.offset(NOW, Duration.ofDays(-3));
    assertThat(finding("certificates", data, slow, PLENTY).advice()).contains("clock");
  }

  @Test
  void namesAFullDiskAndAnAlmostFullOne() {
    Finding full = finding("disk", data, NOW, 10L << 20);
    assertThat(full.isFailed()).isTrue();
    assertThat(full.detail()).contains("10 MB left");
    assertThat(finding("disk", data, NOW, 500L << 20).outcome()).isEqualTo(Outcome.WARNING);
  }

  @Test
  void namesAFolderThatIsNone() throws IOException {
    Path file = Files.createFile(data.resolve("file"));
    assertThat(finding("data folder", file, NOW, PLENTY).detail()).contains("is no folder");
    assertThat(finding("data folder", data.resolve("absent"), NOW, PLENTY).detail())
        .contains("does not exist");
  }

  @Test
  void namesAFolderThatCannotBeWrittenTo() {
    // Not even the superuser makes files there.
    Path readOnly = Path.of("/proc/self");
    Assumptions.assumeTrue(Files.isDirectory(readOnly), "No /proc here");
    Finding folder = finding("data folder", readOnly, NOW, PLENTY);
    assertThat(folder.isFailed()).isTrue();
    assertThat(folder.detail()).contains("cannot be written to");
  }

  @Test
  void namesSecretsThatOthersCanRead() throws IOException {
    Path keys = Files.createFile(data.resolve("keys.env"));
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r--r--"));
    Finding secrets = finding("secrets", data, NOW, PLENTY);
    assertThat(secrets.isFailed()).isTrue();
    assertThat(secrets.detail()).contains("keys.env");
  }

  @Test
  void namesFilesOfSomebodyElse() throws IOException {
    Path foreign = Files.createFile(data.resolve("foreign"));
    Assumptions.assumeTrue(
        System.getProperty("user.name").equals("root"), "Only root gives files away");
    Files.setOwner(
        foreign,
        foreign.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    Finding owner = finding("owner", data, NOW, PLENTY);
    assertThat(owner.isFailed()).isTrue();
    assertThat(owner.detail()).contains("foreign");
  }

  private static Finding finding(String name, Path data, Clock clock, long space) {
    return look(data, clock, space).stream()
        .filter(finding -> finding.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Finding> look(Path data, Clock clock, long space) {
    Installation installation =
        new Installation(
            data,
            data.resolve("logs"),
            URI.create("http://127.0.0.1:1"),
            Map.of(),
            "127.0.0.1:1",
            Map.of(),
            true);
    return new Surroundings(installation, clock, _ -> space).look();
  }
}
