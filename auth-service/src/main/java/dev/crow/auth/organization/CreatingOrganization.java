package dev.crow.auth.organization;

import dev.crow.auth.audit.AuditTrail;
import dev.crow.auth.key.ApiKeys;
import dev.crow.auth.key.KeyKind;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent.OrganizationFounded;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
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
  private final AuditTrail audit;
  private final Outbox outbox;
  private final Clock clock;

  CreatingOrganization(
      OrganizationStore organizations, ApiKeys keys, AuditTrail audit, Outbox outbox, Clock clock) {
    this.organizations = organizations;
    this.keys = keys;
    this.audit = audit;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Transactional
  CreatedOrganization create(NewOrganization request) {
    String id = UuidV7.next();
    String name = request.name().strip();
    Instant now = clock.instant();
    organizations.insert(id, name, now);
    outbox.add(
        Topics.IDENTITY_EVENTS,
        new Event<>(UuidV7.next(), id, id, new OrganizationFounded(id, name, null, null, now)));
    audit.done(id, "system:operator", "organization.created", "organization:" + id);
    return new CreatedOrganization(
        id,
        keys.issue(id, KeyKind.WRITE, "First write key", request.origins()),
        keys.issue(id, KeyKind.SECRET, "First secret key", List.of()));
  }
}
