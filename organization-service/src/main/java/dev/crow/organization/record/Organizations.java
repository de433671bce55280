package dev.crow.organization.record;

import dev.crow.contracts.identity.v1.IdentityEvent.OrganizationFounded;
import dev.crow.organization.decision.Decisions;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.EntityTags;
import dev.crow.web.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The record of organizations, for the features around it. */
@Service
public class Organizations {

  private static final int MOST_SETTINGS = 16 * 1024;

  private final OrganizationStore store;
  private final Decisions decisions;
  private final JsonMapper json;
  private final Clock clock;

  Organizations(OrganizationStore store, Decisions decisions, JsonMapper json, Clock clock) {
    this.store = store;
    this.decisions = decisions;
    this.json = json;
    this.clock = clock;
  }

  /**
   * @param founded a new organization; one that is there already stays as it is
   */
  public void add(OrganizationFounded founded) {
    store.insert(
        new Organization(
            founded.organizationId(),
            founded.name(),
            null,
            founded.industry(),
            founded.size(),
            null,
            Settings.EMPTY,
            Retention.DEFAULT,
            1,
            founded.occurredAt()),
        clock.instant());
  }

  /**
   * @param organizationId of the caller
   * @return its record, if it has been founded and not erased
   */
  public Optional<Organization> find(String organizationId) {
    return store.find(organizationId);
  }

  /**
   * @param organizationId to forget
   * @return how many records there were, 0 or 1
   */
  public long forget(String organizationId) {
    return store.delete(organizationId);
  }

  /** Not for other features: changes the caller's organization. */
  @Transactional
  public Organization change(Caller caller, @Nullable String ifMatch, OrganizationPatch patch) {
    Organization before = require(caller.organizationId());
    EntityTags.require(ifMatch, before.version());
    Organization after = patch.over(before);
    check(after.settings());
    if (after.equals(before)) {
      return before;
    }
    Organization saved = after.nextVersion();
    if (!store.save(saved, clock.instant())) {
      throw new ApiException(ErrorCode.CONFLICT, "Somebody changed it meanwhile; look again.");
    }
    decisions.made(caller, "organization.changed", "organization:" + before.id());
    return saved;
  }

  Organization require(String organizationId) {
    return store.find(organizationId).orElseThrow(Organizations::absent);
  }

  static ApiException absent() {
    return new ApiException(ErrorCode.NOT_FOUND, "There is no such organization.");
  }

  private void check(Settings settings) {
    if (settings.timeZone() != null
        && !ZoneId.getAvailableZoneIds().contains(settings.timeZone())) {
      throw wrong("timeZone", "The time zone is no IANA name.");
    }
    if (settings.locale() != null) {
      try {
        Locale _ = new Locale.Builder().setLanguageTag(settings.locale()).build();
      } catch (IllformedLocaleException e) {
        throw wrong("locale", "The locale is no BCP 47 tag.");
      }
    }
    String currency = settings.currency();
    if (currency != null
        && Currency.getAvailableCurrencies().stream()
            .noneMatch(known -> known.getCurrencyCode().equals(currency))) {
      throw wrong("currency", "The currency is no ISO 4217 code.");
    }
    if (json.writeValueAsString(settings).getBytes(StandardCharsets.UTF_8).length > MOST_SETTINGS) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "Settings take at most 16 KB.")
          .field("settings");
    }
  }

  private static ApiException wrong(String field, String detail) {
    return new ApiException(ErrorCode.VALIDATION_FAILED, detail).field("settings." + field);
  }
}
