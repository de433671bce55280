package dev.crow.organization;

import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.audit.v1.AuditEvent;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.OrganizationFounded;
import dev.crow.contracts.identity.v1.Role;
import dev.crow.contracts.identity.v1.UserPermissions;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Person;
import dev.crow.testkit.service.RunningService;
import java.nio.file.Path;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service, and what the others say to it. */
final class RunningOrganizationService extends RunningService {

  RunningOrganizationService(Path data, String... more) {
    super(OrganizationServiceApplication.class, Services.ORGANIZATION, data, more);
  }

  /** Founds an organization, waits until the service knows, and gives its owner. */
  Person found(String name) {
    String organization = UuidV7.next();
    publish(new OrganizationFounded(organization, name, "retail", "11-50", Instant.now()));
    Awaitility.await()
        .until(
            () ->
                bean(JdbcClient.class)
                        .sql("SELECT count(*) FROM organizations WHERE id = ?")
                        .param(organization)
                        .query(Integer.class)
                        .single()
                    == 1);
    return new Person(organization, UuidV7.next(), UserPermissions.OF_OWNERS.granted(Role.OWNER));
  }

  /** Somebody else of the same organization. */
  static Person memberBeside(Person person) {
    return new Person(
        person.organization(), UuidV7.next(), UserPermissions.OF_MEMBERS.granted(Role.MEMBER));
  }

  /** Publishes to the audit log as any service. */
  void audit(String id, AuditEvent event) {
    publish(Topics.AUDIT_EVENTS, id, event.organizationId(), event);
  }

  /** Publishes anything as any service. */
  void tell(String topic, String id, String organization, Object payload) {
    publish(topic, id, organization, payload);
  }

  /** Publishes as another service, once. */
  void publish(IdentityEvent event) {
    publish(UuidV7.next(), event);
  }

  void publish(String id, IdentityEvent event) {
    publish(Topics.IDENTITY_EVENTS, id, event.organizationId(), event);
  }
}
