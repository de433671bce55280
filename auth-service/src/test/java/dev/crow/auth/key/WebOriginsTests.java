package dev.crow.auth.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebOriginsTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example",
        "https://www.xn--bcher-kva.example",
        "http://localhost:3000",
        "https://shop.example:8443",
        "http://127.0.0.1:8080",
        "http://[::1]:3000",
        "http://shop.example:443"
      })
  void takesWhatABrowserSends(String origin) {
    assertThat(WebOrigins.isExact(origin)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "*",
        "https://*.example",
        "https://",
        "https://shop.example/",
        "https://shop.example/path",
        "https://shop.example?x",
        "https://shop.example#x",
        "https://a@shop.example",
        "https://Shop.example",
        "HTTPS://shop.example",
        "https://shop.example:443",
        "http://shop.example:80",
        "https://shop.example:0",
        "https://shop.example:65536",
        "https://shop.example:99999",
        "https://shop.example:",
        "https://shop..example",
        "https://-shop.example",
        "https://shop.example.",
        "https://bücher.example",
        "https://shop.example\n",
        " https://shop.example",
        "javascript:x",
        "ftp://shop.example",
        "file:///x",
        "shop.example"
      })
  void refusesWhatNoBrowserEverSends(String origin) {
    assertThat(WebOrigins.isExact(origin)).isFalse();
  }
}
