package dev.crow.organization.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an organization's people want things shown, 16 KB at most.
 *
 * @param timeZone IANA name in which days begin
 * @param locale BCP 47 tag for texts, numbers and dates
 * @param currency ISO 4217 code of amounts without one
 * @param weekStart first day of a week
 * @param clients what clients keep for themselves, by name
 */
@Schema(name = "OrganizationSettings")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Settings(
    @Nullable @Size(max = 64) String timeZone,
    @Nullable @Size(min = 2, max = 35) String locale,
    @Nullable @Pattern(regexp = "[A-Z]{3}") String currency,
    @Nullable @Pattern(regexp = "MONDAY|SATURDAY|SUNDAY") String weekStart,
    @Nullable @Size(max = 100)
        Map<
                @Pattern(regexp = "[A-Za-z][A-Za-z0-9._-]{0,63}") String,
                @NotNull @Size(max = 4000) String>
            clients) {

  static final Settings EMPTY = new Settings(null, null, null, null, null);

  /** Copies the clients' part. */
  public Settings {
    clients =
        clients == null
            ? null
            : java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(clients));
  }

  /** What is named here wins; a client's own part is replaced as a whole. */
  Settings over(Settings before) {
    return new Settings(
        or(timeZone, before.timeZone),
        or(locale, before.locale),
        or(currency, before.currency),
        or(weekStart, before.weekStart),
        clients != null ? clients : before.clients);
  }

  private static @Nullable String or(@Nullable String given, @Nullable String before) {
    return given != null ? given : before;
  }
}
