package dev.crow.auth.organization;

import dev.crow.auth.key.ApiKeys;
import dev.crow.auth.key.KeyKind;
import dev.crow.relational.UuidV7;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes an organization together with its first two keys, or nothing. */
@Service
class CreatingOrganization {

  private final OrganizationStore organizations;
  private final ApiKeys keys;
  private final Clock clock;

  CreatingOrganization(OrganizationStore organizations, ApiKeys keys, Clock clock) {
    this.organizations = organizations;
    this.keys = keys;
    this.clock = clock;
  }

  @Transactional
  CreatedOrganization create(NewOrganization request) {
    String id = UuidV7.next();
    organizations.insert(id, request.name().strip(), clock.instant());
    return new CreatedOrganization(
        id,
        keys.issue(id, KeyKind.WRITE, "First write key", request.origins()),
        keys.issue(id, KeyKind.SECRET, "First secret key", List.of()));
  }
}
