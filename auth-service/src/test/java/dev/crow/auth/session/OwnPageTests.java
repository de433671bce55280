package dev.crow.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPageTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/dashboard",
        "/dashboard/sessions?from=2026-01-01&to=2026-02-01#top",
        "/a%20b",
        "/search?url=https://other.example/"
      })
  void opensPathsOfOurOwn(String path) {
    assertThat(OwnPage.of(path)).isEqualTo(path);
  }

  @Test
  void opensNoneIfNoneWasAskedFor() {
    assertThat(OwnPage.of(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dashboard",
        "//evil",
        "///evil",
        "https:evil",
        "https://evil.example/",
        "HTTPS://evil.example",
        "/\\evil",
        "\\\\evil",
        "/a\\..\\evil",
        "javascript:alert(1)",
        "data:text/html,x",
        "/\t/evil",
        "/\n/evil",
        "\t//evil",
        " //evil",
        "/ /evil",
        "/..//evil",
        "/.//evil",
        "/a/../../evil",
        "/%zz",
        "/\u2028evil",
        "/\u0000"
      })
  void opensNothingThatMightBeAnothersSite(String hostile) {
    assertThatThrownBy(() -> OwnPage.of(hostile))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REDIRECT))
        .hasMessageNotContaining("evil");
  }

  @Test
  void opensNoPathWithoutEnd() {
    assertThatThrownBy(() -> OwnPage.of("/" + "a".repeat(2_000))).isInstanceOf(ApiException.class);
  }
}
