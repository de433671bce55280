package dev.crow.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysInsideTests {

  private static final String KEY = "crow_pk_abc";
  private static final long LIMIT = 1024 * 1024;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"api_key\":\"crow_pk_abc\",\"batch\":[]}",
        "{\"batch\":[{\"event\":\"x\"}],\"writeKey\":\"crow_pk_abc\"}",
        "[{\"event\":\"x\",\"properties\":{\"a\":{\"token\":\"crow_pk_no\"},\"token\":\"crow_pk_abc\"}}]",
        "{\"batch\":[{\"properties\":{\"token\":\"crow_pk_abc\"}}]}",
        "{\"token\":\"theirs\",\"api_key\":\"crow_pk_abc\"}"
      })
  void findsTheKeyWhereLibrariesPutIt(String body) throws IOException {
    assertThat(find(utf8(body), false)).isEqualTo(KEY);
    assertThat(find(gzip(utf8(body)), false)).isEqualTo(KEY);
    String form = "data=" + Base64.getEncoder().encodeToString(utf8(body)).replace("=", "%3D");
    assertThat(find(utf8(form + "&v=1"), true)).isEqualTo(KEY);
  }

  @Test
  void readsNoFurtherThanItHasTo() throws IOException {
    ByteArrayInputStream body =
        new ByteArrayInputStream(utf8("{\"api_key\":\"" + KEY + "\"," + "x".repeat(100_000)));
    assertThat(KeysInside.ofBody(body, false, LIMIT).value()).isEqualTo(KEY);
    assertThat(body.available()).isGreaterThan(80_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"api_key\":\"crow_pk_abc\"}}",
        "{\"properties\":{\"password\":\"crow_pk_abc\"}}",
        "[]",
        "7"
      })
  void findsNoneElsewhere(String body) {
    assertThatThrownBy(() -> find(utf8(body), false))
        .satisfies(e -> assertThat(((ApiException) e).code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
  }

  @Test
  void endsABomb() {
    assertThatThrownBy(() -> find(gzip(utf8("\"" + "x".repeat(5_000_000) + "\"")), false))
        .satisfies(
            e -> assertThat(((ApiException) e).code()).isEqualTo(ErrorCode.DECOMPRESSED_TOO_LARGE));
  }

  @Test
  void aSecretKeyInAPathIsLeaked() {
    assertThat(KeysInside.ofPath("/posthog/array/" + KEY + "/config").value()).isEqualTo(KEY);
    assertThatThrownBy(() -> KeysInside.ofPath("/v1/projects/crow_sk_abc/settings"))
        .satisfies(
            e -> assertThat(((ApiException) e).code()).isEqualTo(ErrorCode.CREDENTIAL_IN_URL));
  }

  private static String find(byte[] body, boolean form) throws IOException {
    return KeysInside.ofBody(new ByteArrayInputStream(body), form, LIMIT).value();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }
}
