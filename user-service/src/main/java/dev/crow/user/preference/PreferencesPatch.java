package dev.crow.user.preference;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a person changes of their preferences; what is not named stays. */
record PreferencesPatch(
    @Nullable Boolean emailPatternAlerts,
    @Nullable Boolean emailBillingNotices,
    @Nullable Boolean emailTeamInvites,
    @Nullable Boolean emailWeeklyDigest,
    @Nullable @Pattern(regexp = "system|light|dark") String theme,
    @Nullable @Size(min = 2, max = 35) String locale,
    @Nullable @Size(max = 64) String timeZone) {

  Preferences over(Preferences before) {
    return new Preferences(
        or(emailPatternAlerts, before.emailPatternAlerts()),
        or(emailBillingNotices, before.emailBillingNotices()),
        or(emailTeamInvites, before.emailTeamInvites()),
        or(emailWeeklyDigest, before.emailWeeklyDigest()),
        theme != null ? theme : before.theme(),
        locale != null ? knownLocale(locale) : before.locale(),
        timeZone != null ? knownZone(timeZone) : before.timeZone());
  }

  private static boolean or(@Nullable Boolean given, boolean before) {
    return given != null ? given : before;
  }

  private static String knownLocale(String tag) {
    try {
      return new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
    } catch (IllformedLocaleException e) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "The locale is no BCP 47 tag.")
          .field("locale");
    }
  }

  private static String knownZone(String name) {
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "The time zone is no IANA name.")
          .field("timeZone");
    }
    return name;
  }
}
