package dev.crow.organization.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an organization says of itself; its name, industry, size and website are in its record.
 *
 * @param about what it does, and how; or null
 * @param audience whom it sells to, or null
 * @param tone how it speaks, or null
 * @param markets countries or regions it sells in
 */
@Schema(name = "ContextProfile")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Profile(
    @Nullable @Size(max = 2000) @Pattern(regexp = Profile.TEXT) String about,
    @Nullable @Size(max = 1000) @Pattern(regexp = Profile.TEXT) String audience,
    @Nullable @Size(max = 500) @Pattern(regexp = Profile.TEXT) String tone,
    @Nullable @Size(max = 50)
        List<@NotNull @Size(max = 100) @Pattern(regexp = Profile.TEXT) String> markets) {

  /** Lines may break; nothing steers a terminal or the direction of the text around it. */
  static final String TEXT =
      "(?=[\\s\\S]*\\S)[^\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]*"
          + "(?:[\\n\\r\\t][^\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]*)*";

  static final Profile EMPTY = new Profile(null, null, null, List.of());

  /** Copies the markets, whatever is among them; absent ones are none. */
  public Profile {
    markets = markets == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(markets));
  }
}
