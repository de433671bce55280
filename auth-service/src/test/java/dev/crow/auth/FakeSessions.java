package dev.crow.auth;

import dev.crow.auth.session.ActiveSession;
import dev.crow.auth.session.Sessions;
import dev.crow.contracts.identity.v1.Role;
import dev.crow.contracts.identity.v1.UserPermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.support.GenericApplicationContext;

/** Sessions that a test hands out, in place of those of people. */
final class FakeSessions implements Sessions {

  static final UserPermissions KEYS_AND_CHAT =
      new UserPermissions(
          true,
          "30days",
          List.of("web"),
          false,
          false,
          false,
          true,
          false,
          false,
          false,
          false,
          false);

  private final Map<String, ActiveSession> sessions = new ConcurrentHashMap<>();

  void replaceIn(GenericApplicationContext context) {
    context.registerBean(
        "fakeSessions", FakeSessions.class, () -> this, bean -> bean.setPrimary(true));
  }

  /** Returns the session's token. */
  String start(String organizationId, Role role, UserPermissions permissions, boolean onboarded) {
    String token = "token-" + sessions.size();
    sessions.put(
        token,
        new ActiveSession(
            "session-" + sessions.size(),
            "user-" + sessions.size(),
            organizationId,
            role,
            permissions,
            onboarded));
    return token;
  }

  @Override
  public Optional<ActiveSession> authenticate(String token) {
    return Optional.ofNullable(sessions.get(token));
  }
}
