package dev.crow.user;

import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.UserJoined;
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
final class RunningUserService extends RunningService {

  RunningUserService(Path data) {
    super(UserServiceApplication.class, Services.USER, data);
  }

  /** Joins somebody, and waits until the service knows. */
  Person join(String organization, Role role) {
    UserPermissions permissions =
        role == Role.OWNER ? UserPermissions.OF_OWNERS : UserPermissions.OF_MEMBERS;
    String id = UuidV7.next();
    publish(
        new UserJoined(
            organization,
            id,
            "p" + id + "@shop.example",
            "Person",
            role,
            permissions,
            Instant.now()));
    Awaitility.await()
        .until(
            () ->
                bean(JdbcClient.class)
                        .sql("SELECT count(*) FROM user_preferences WHERE user_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single()
                    == 1);
    return new Person(organization, id, permissions.granted(role));
  }

  /** Publishes as another service, once. */
  void publish(IdentityEvent event) {
    publish(UuidV7.next(), event);
  }

  void publish(String id, IdentityEvent event) {
    publish(Topics.IDENTITY_EVENTS, id, event.organizationId(), event);
  }
}
