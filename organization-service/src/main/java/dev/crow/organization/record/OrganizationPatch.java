package dev.crow.organization.record;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is changed of an organization: a JSON merge patch, so what is not named stays and null
 * clears. Setters, not a record: they alone tell a null from what was not named.
 */
@SuppressWarnings("NullableOptional") // three states: not named, cleared, given
@Schema(name = "OrganizationPatch")
final class OrganizationPatch {

  /** No control characters, and none that turn the direction of the text around them. */
  private static final String TEXT =
      "(?=.*\\S)[^\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]*";

  private static final String LINK =
      "https://[a-z0-9-]+(\\.[a-z0-9-]+)+(:[0-9]{1,5})?(/[!#-;=?-\\[\\]_a-z~]*)?";
  private static final String PEOPLE = "[0-9]{1,6}(-[0-9]{1,6}|\\+)?";

  private @Nullable Optional<@Size(max = 200) @Pattern(regexp = TEXT) String> name;
  private @Nullable Optional<@Size(max = 500) @Pattern(regexp = LINK) String> logo;
  private @Nullable Optional<@Size(max = 500) @Pattern(regexp = TEXT) String> industry;
  private @Nullable Optional<@Size(max = 500) @Pattern(regexp = PEOPLE) String> size;
  private @Nullable Optional<@Size(max = 500) @Pattern(regexp = LINK) String> website;
  private @Nullable @Valid Settings settings;
  private @Nullable @Valid Retention retention;

  /**
   * @param name not blank; null leaves it
   */
  public void setName(@Nullable String name) {
    this.name = Optional.ofNullable(name);
  }

  /**
   * @param logo https URL of its logo; null clears
   */
  public void setLogo(@Nullable String logo) {
    this.logo = Optional.ofNullable(logo);
  }

  /**
   * @param industry what it does; null clears
   */
  public void setIndustry(@Nullable String industry) {
    this.industry = Optional.ofNullable(industry);
  }

  /**
   * @param size about how many people, such as {@code 11-50}; null clears
   */
  public void setSize(@Nullable String size) {
    this.size = Optional.ofNullable(size);
  }

  /**
   * @param website https URL; null clears
   */
  public void setWebsite(@Nullable String website) {
    this.website = Optional.ofNullable(website);
  }

  /**
   * @param settings those named change
   */
  public void setSettings(@Nullable Settings settings) {
    this.settings = settings;
  }

  /**
   * @param retention those named change
   */
  public void setRetention(@Nullable Retention retention) {
    this.retention = retention;
  }

  Organization over(Organization before) {
    return new Organization(
        before.id(),
        name == null ? before.name() : name.map(String::strip).orElse(before.name()),
        or(logo, before.logo()),
        or(industry, before.industry()),
        or(size, before.size()),
        or(website, before.website()),
        settings != null ? settings.over(before.settings()) : before.settings(),
        retention != null ? retention.over(before.retention()) : before.retention(),
        before.version(),
        before.createdAt());
  }

  private static @Nullable String or(@Nullable Optional<String> given, @Nullable String before) {
    return given == null ? before : given.map(String::strip).orElse(null);
  }
}
