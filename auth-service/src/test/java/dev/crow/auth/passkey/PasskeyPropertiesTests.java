package dev.crow.auth.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasskeyPropertiesTests {

  @ParameterizedTest
  @CsvSource({
    "localhost, http://localhost:8000",
    "localhost, https://localhost",
    "brand.example, https://brand.example",
    "brand.example, https://crow.brand.example:8443"
  })
  void takesOriginsOnItsDomain(String domain, String origin) {
    assertThat(properties(domain, origin).origins()).containsExactly(URI.create(origin));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:8000",
    "'[::1]', 'http://[::1]:8000'",
    "localhost, http://127.0.0.1:8000",
    "brand.example, http://brand.example",
    "brand.example, https://evil.example",
    "brand.example, https://evilbrand.example",
    "brand.example, https://brand.example.evil.example",
    "brand.example, https://brand.example/path",
    "brand.example, https://brand.example?x",
    "brand.example, https://user@brand.example",
    "brand.example, brand.example"
  })
  void refusesAtTheStartWhatBrowsersWouldRefuse(String domain, String origin) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> properties(domain, origin))
        .withMessageContaining("crow.auth.passkeys");
  }

  private static PasskeyProperties properties(String domain, String origin) {
    return new PasskeyProperties(
        domain, "CROW", Set.of(URI.create(origin)), Duration.ofMinutes(5), 20);
  }
}
