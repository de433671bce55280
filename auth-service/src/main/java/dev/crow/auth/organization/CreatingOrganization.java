package dev.crow.auth.organization;

import dev.crow.auth.audit.AuthEvents;
import dev.crow.auth.key.ApiKeys;
import dev.crow.auth.key.KeyKind;
import dev.crow.contracts.identity.v1.IdentityEvent.OrganizationFounded;
import dev.crow.relational.UuidV7;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes an organization together with its first two keys and the word of it, or nothing. */
@Service
class CreatingOrganization {

  private final OrganizationStore organizations;
  private final ApiKeys keys;
  private final AuthEvents events;
  private final Clock clock;

  CreatingOrganization(
      OrganizationStore organizations, ApiKeys keys, AuthEvents events, Clock clock) {
    this.organizations = organizations;
    this.keys = keys;
    this.events = events;
    this.clock = clock;
  }

  @Transactional
  CreatedOrganization create(NewOrganization request) {
    String id = UuidV7.next();
    String name = request.name().strip();
    Instant now = clock.instant();
    organizations.insert(id, name, now);
    events.identity(new OrganizationFounded(id, name, null, null, now));
    events.done(id, "system:operator", "organization.created", "organization:" + id);
    return new CreatedOrganization(
        id,
        keys.issue(id, KeyKind.WRITE, "First write key", request.origins()),
        keys.issue(id, KeyKind.SECRET, "First secret key", List.of()));
  }
}
