package dev.crow.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevelopmentCertificatesTests {

  @TempDir Path dir;

  private final MutableClock clock = new MutableClock();

  private DevelopmentCertificates certificates() {
    return DevelopmentCertificates.in(dir, clock);
  }

  @Test
  void issuesACertificateForAServiceOnThisMachine() throws Exception {
    X509Certificate authority = read(certificates().authority());
    X509Certificate own = read(certificates().issue("auth-service"));
    own.verify(authority.getPublicKey());
    assertThat(PeerCertificate.names(own)).containsExactlyInAnyOrder("auth-service", "localhost");
    assertThat(own.getSubjectAlternativeNames()).contains(List.of(7, "127.0.0.1"));
    assertThat(own.getBasicConstraints()).isEqualTo(-1);
    assertThat(own.getExtendedKeyUsage()).hasSize(2);
    assertThat(authority.getBasicConstraints()).isZero();
  }

  @Test
  void keepsACertificateUntilThirtyDaysBeforeItsEnd() throws Exception {
    X509Certificate first = read(certificates().issue("auth-service"));
    clock.advance(Duration.ofDays(334));
    assertThat(read(certificates().issue("auth-service"))).isEqualTo(first);
    clock.advance(Duration.ofDays(2));
    X509Certificate second = read(certificates().issue("auth-service"));
    assertThat(second.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
    second.verify(read(certificates().authority()).getPublicKey());
  }

  @Test
  void isGoodWhereTheClockIsSetBackByATimeZone() throws Exception {
    X509Certificate own = read(certificates().issue("auth-service"));
    Date before = Date.from(clock.instant().minus(Duration.ofHours(26)));
    own.checkValidity(before);
    read(certificates().authority()).checkValidity(before);
  }

  @Test
  void replacesACertificateOfAnotherAuthority() throws Exception {
    certificates().issue("auth-service");
    Files.delete(dir.resolve("tls/ca.pem"));
    Files.deleteIfExists(dir.resolve("tls/ca.crt"));
    X509Certificate own = read(certificates().issue("auth-service"));
    own.verify(read(certificates().authority()).getPublicKey());
  }

  @Test
  void makesOneAuthorityHoweverManyServicesStartAtOnce() throws Exception {
    Set<X509Certificate> authorities = new HashSet<>();
    Callable<Path> start =
        () -> {
          certificates().issue("auth-service");
          return certificates().authority();
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var file : threads.invokeAll(List.of(start, start, start, start, start, start))) {
        authorities.add(read(file.get()));
      }
    }
    assertThat(authorities).hasSize(1);
  }

  @Test
  void letsOnlyTheOwnerReadAnyOfIt() throws Exception {
    certificates().issue("auth-service");
    certificates().authority();
    try (Stream<Path> files = Files.list(dir.resolve("tls"))) {
      assertThat(files)
          .hasSize(3)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "a.b", "A", "a b", "*", "-a", "a,dns=evil"})
  void refusesANameThatIsNoService(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> certificates().issue(name));
  }

  private static X509Certificate read(Path file) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
  }
}
