package dev.crow.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class CheckingTests {

  private static final Map<String, String> ADDRESSES =
      Map.of(
          "shop.example", "93.184.215.14",
          "xn--bcher-kva.example", "93.184.215.14",
          "six.example", "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
          "inside.example", "10.1.2.3",
          "mixed.example", "93.184.215.14 127.0.0.1",
          "metadata.example", "169.254.169.254");

  static FetchProperties properties(Set<String> allowed, Set<Integer> ports) {
    return new FetchProperties(
        allowed,
        ports,
        "CROW-Crawler/1.0",
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        DataSize.ofKilobytes(64),
        5);
  }

  private static InetAddress[] resolve(String host) throws UnknownHostException {
    String known = ADDRESSES.get(host);
    if (known == null) {
      throw new UnknownHostException(host);
    }
    return Arrays.stream(known.split(" ", -1))
        .map(InetAddress::ofLiteral)
        .toArray(InetAddress[]::new);
  }

  private static String check(String url, String... allowed) {
    try (Fetcher fetcher =
        Fetchers.guarded(properties(Set.of(allowed), Set.of(80, 443)), CheckingTests::resolve)) {
      return fetcher.check(url).toString();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1",
        "http://localhost",
        "http://[::1]/",
        "http://[::]/",
        "http://0.0.0.0",
        "http://10.0.0.8/",
        "http://172.16.0.1/",
        "http://172.31.255.255/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://192.0.2.1/",
        "http://198.18.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://[ff02::1]/",
        "http://[2001:db8::1]/",
        "http://2130706433/",
        "http://127.1/",
        "http://0x7f.1/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://①②⑦.0.0.1/",
        "http://127.0.0.1./",
        "http://[::ffff:7f00:1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001::1]/",
        "http://inside.example/",
        "http://mixed.example/",
        "http://metadata.example/",
        "http://intranet/"
      })
  void refusesWhatIsNotPublic(String url) {
    assertRefused(url, FetchRefusal.URL_NOT_ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://shop.example/",
        "gopher://shop.example/",
        "jar:http://shop.example/a.jar!/",
        "data:text/html,hello",
        "javascript:alert(1)"
      })
  void refusesOtherSchemes(String url) {
    assertRefused(url, FetchRefusal.SCHEME_NOT_ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop.example",
        "http:shop.example",
        "https://",
        "https://good@shop.example/",
        "https://good:word@shop.example/",
        "https://good\\@shop.example/",
        "https://shop.example/a\tb",
        "https://shop.example/a\nb",
        "https://shop.exa mple/",
        "https://-shop.example/",
        "https://shop..example/",
        "http://[fe80::1%25eth0]/",
        "http://[::1",
        "http://shop.example:http/"
      })
  void refusesWhatOthersMightReadOtherwise(String url) {
    assertRefused(url, FetchRefusal.INVALID_URL);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 22, 25, 6379, 9092, 65_536})
  void refusesOtherPorts(int port) {
    assertRefused("http://shop.example:" + port + "/", FetchRefusal.PORT_NOT_ALLOWED);
  }

  @Test
  void refusesLongNames() {
    assertRefused("http://" + "a.".repeat(150) + "example/", FetchRefusal.INVALID_URL);
    assertRefused("http://shop.example/" + "a".repeat(2048), FetchRefusal.INVALID_URL);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS://Shop.Example:443, https://shop.example/",
    "http://shop.example.:80/a/../b#part, http://shop.example/b",
    "http://shop.example/../../b?x=1, http://shop.example/b?x=1",
    "https://bücher.example/ü|é, https://xn--bcher-kva.example/%C3%BC%7C%C3%A9",
    "http://shop.example/100%, http://shop.example/100%25",
    "http://shop.example?q=tea, http://shop.example/?q=tea",
    "http://93.184.215.14/, http://93.184.215.14/",
    "http://six.example/, http://six.example/",
    "http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/, http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/"
  })
  void writesPublicUrlsInOneForm(String url, String canonical) {
    assertThat(check(url)).isEqualTo(canonical);
  }

  @Test
  void allowsOneHostAndPortByConfiguration() {
    assertThat(check("http://127.0.0.1:8080/shop", "127.0.0.1:8080"))
        .isEqualTo("http://127.0.0.1:8080/shop");
    assertThatExceptionOfType(FetchException.class)
        .isThrownBy(() -> check("http://127.0.0.1:8081/", "127.0.0.1:8080"));
  }

  private static void assertRefused(String url, FetchRefusal refusal) {
    assertThatExceptionOfType(FetchException.class)
        .isThrownBy(() -> check(url))
        .satisfies(e -> assertThat(e.refusal()).isEqualTo(refusal));
  }
}
