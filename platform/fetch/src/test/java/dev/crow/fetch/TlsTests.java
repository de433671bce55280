package dev.crow.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTests {

  private static final char[] WORD = "changeit".toCharArray();

  @TempDir static Path folder;

  @Test
  void refusesACertificateOfNoAuthority() throws Exception {
    try (Canary site =
            new Canary(
                tls()
                    .getServerSocketFactory()
                    .createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Fetcher fetcher =
            Fetchers.guarded(
                CheckingTests.properties(Set.of(site.host()), Set.of(443)), Names.SYSTEM)) {
      site.on("/", "HTTP/1.1 200 OK\nContent-Length: 0\n\n");
      assertThatExceptionOfType(FetchException.class)
          .isThrownBy(
              () -> fetcher.fetch(FetchRequest.of("https://127.0.0.1:" + site.port() + "/")))
          .satisfies(e -> assertThat(e.refusal()).isEqualTo(FetchRefusal.TLS_FAILED));
    }
  }

  private static SSLContext tls() throws Exception {
    Path store = folder.resolve("own.p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "own",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=127.0.0.1",
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    new String(WORD)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(store)) {
      keys.load(in, WORD);
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, WORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
