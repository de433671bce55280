package dev.crow.d1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class D1UrlTests {

  private static final String URL = "jdbc:d1://account-1/database-1";

  @TempDir Path folder;

  @Test
  void speaksToCloudflareByDefault() throws SQLException {
    D1Settings settings = parse(URL, Map.of("D1_TOKEN", "t"));
    assertThat(settings.queryUri())
        .hasToString(
            "https://api.cloudflare.com/client/v4/accounts/account-1/d1/database/database-1/raw");
    assertThat(settings.worker()).isFalse();
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(40));
    assertThat(settings.exactCounts()).isFalse();
  }

  @Test
  void speaksToAWorkerThatIsNamed() throws SQLException {
    String url = "jdbc:d1:///name?endpoint=https%3A%2F%2Fd1.example.com%2Fx%2F&timeout=5";
    D1Settings settings = parse(url + "&heldCounts=exact", Map.of("D1_TOKEN", "t"));
    assertThat(settings.queryUri()).hasToString("https://d1.example.com/x/raw");
    assertThat(settings.worker()).isTrue();
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.exactCounts()).isTrue();
    assertThat(settings).hasToString("jdbc:d1:///name");
  }

  @Test
  void looksForTheTokenInThisOrder() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "of-file\n");
    Map<String, String> all = Map.of("D1_TOKEN", "of-variable", "D1_TOKEN_FILE", file.toString());
    assertThat(parse(URL, Map.of("D1_TOKEN", "of-variable")).token()).isEqualTo("of-variable");
    assertThat(parse(URL, all).token()).isEqualTo("of-file");
    Properties properties = new Properties();
    properties.setProperty("password", "of-property");
    assertThat(D1Url.parse(URL, properties, all::get).token()).isEqualTo("of-property");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:d1:",
        "jdbc:d1://account",
        "jdbc:d1://account/",
        "jdbc:d1:///database",
        "jdbc:d1://account/../other",
        "jdbc:d1://account/data base",
        URL + "?token=abc",
        URL + "?password=abc",
        URL + "?tokn=abc",
        URL + "?endpoint=http://example.com",
        URL + "?endpoint=http://localhost.example.com",
        URL + "?endpoint=ftp://127.0.0.1",
        URL + "?endpoint=https://user:pw@example.com",
        URL + "?endpoint=nonsense",
        URL + "?timeout=0",
        URL + "?timeout=x",
        URL + "?protocol=soap",
        URL + "?heldCounts=maybe",
        URL + "?tokenFile=/no/such/file",
      })
  void saysWhatIsWrong(String url) {
    assertThatThrownBy(
            () -> parse(url, url.contains("tokenFile") ? Map.of() : Map.of("D1_TOKEN", "t")))
        .isInstanceOf(D1ConfigurationException.class)
        .hasMessageNotContaining("abc")
        .hasMessageNotContaining("user:pw");
  }

  @Test
  void refusesATokenThatCouldBreakAHeader() {
    assertThatThrownBy(() -> parse(URL, Map.of("D1_TOKEN", "a\r\nb: c")))
        .isInstanceOf(D1ConfigurationException.class)
        .hasMessageNotContaining("b: c");
    assertThatThrownBy(() -> parse(URL, Map.of())).hasMessageContaining("D1_TOKEN");
  }

  @Test
  void isFoundByTheDriverManager() throws SQLException {
    assertThat(DriverManager.getDriver(URL)).isInstanceOf(D1Driver.class);
    Properties properties = new Properties();
    properties.setProperty("token", "t");
    try (var connection = DriverManager.getConnection(URL, properties)) {
      assertThat(connection.getMetaData().getURL()).isEqualTo(URL);
      assertThat(connection.unwrap(D1Connection.class)).isNotNull();
    }
  }

  private static D1Settings parse(String url, Map<String, String> environment) throws SQLException {
    return D1Url.parse(url, new Properties(), environment::get);
  }
}
