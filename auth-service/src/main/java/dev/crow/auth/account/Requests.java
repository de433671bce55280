package dev.crow.auth.account;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What the operations on accounts take. None prints what it holds. */
final class Requests {

  /** No markup, no line breaks, and nothing invisible but what joins letters. */
  private static final String NO_MARKUP = "[[^\\p{C}\\p{Zl}\\p{Zp}<>]\\u200c\\u200d]*";

  private Requests() {}

  record SignUp(
      @NotBlank @Size(max = 255) @Pattern(regexp = NO_MARKUP) String name,
      @NotNull String email,
      @NotNull String password) {
    @Override
    public String toString() {
      return "SignUp[]";
    }
  }

  record OfAddress(@NotNull String email) {
    @Override
    public String toString() {
      return "OfAddress[]";
    }
  }

  record OfToken(@NotNull @Size(max = 100) String token) {
    @Override
    public String toString() {
      return "OfToken[]";
    }
  }

  record Reset(@NotNull @Size(max = 100) String token, @NotNull String password) {
    @Override
    public String toString() {
      return "Reset[]";
    }
  }

  /** The present password, unless the session was confirmed within the last minutes. */
  record ChangePassword(@Nullable String currentPassword, @NotNull String newPassword) {
    @Override
    public String toString() {
      return "ChangePassword[]";
    }
  }

  /** The password, unless the session was confirmed within the last minutes. */
  record ChangeEmail(@NotNull String email, @Nullable String password) {
    @Override
    public String toString() {
      return "ChangeEmail[]";
    }
  }
}
