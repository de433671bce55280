package dev.crow.user.member;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person changes of themselves: a JSON merge patch, so what is not named stays and null
 * clears. Setters, not a record: they alone tell a null from what was not named.
 */
@SuppressWarnings("NullableOptional") // three states: not named, cleared, given
@Schema(name = "ProfilePatch")
final class ProfilePatch {

  /** No control characters, and none that turn the direction of the text around them. */
  private static final String TEXT =
      "(?=.*\\S)[^\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]*";

  private @Nullable Optional<@Size(max = 200) @Pattern(regexp = TEXT) String> name;
  private @Nullable Optional<@Size(max = 200) @Pattern(regexp = TEXT) String> jobTitle;
  private @Nullable Optional<@Pattern(regexp = "\\+?[0-9][0-9 ()./-]{2,31}") String> phone;

  /**
   * @param name not blank, without control characters; null leaves it
   */
  public void setName(@Nullable String name) {
    this.name = Optional.ofNullable(name);
  }

  /**
   * @param jobTitle up to 200 characters; null clears
   */
  public void setJobTitle(@Nullable String jobTitle) {
    this.jobTitle = Optional.ofNullable(jobTitle);
  }

  /**
   * @param phone digits with the usual signs between them; null clears
   */
  public void setPhone(@Nullable String phone) {
    this.phone = Optional.ofNullable(phone);
  }

  String nameOr(String before) {
    return name == null ? before : name.map(String::strip).orElse(before);
  }

  @Nullable String jobTitleOr(@Nullable String before) {
    return jobTitle == null ? before : jobTitle.map(String::strip).orElse(null);
  }

  @Nullable String phoneOr(@Nullable String before) {
    return phone == null ? before : phone.map(String::strip).orElse(null);
  }
}
