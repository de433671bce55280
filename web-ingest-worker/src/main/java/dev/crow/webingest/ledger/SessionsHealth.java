package dev.crow.webingest.ledger;

import dev.crow.webingest.session.SessionStreams;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up while sessions are being formed. */
@Component("sessions")
@ConditionalOnProperty(name = "crow.sessions.enabled", matchIfMissing = true)
final class SessionsHealth implements HealthIndicator {

  private final SessionStreams sessions;

  SessionsHealth(SessionStreams sessions) {
    this.sessions = sessions;
  }

  @Override
  public Health health() {
    return sessions.isProcessing()
        ? Health.up().build()
        : Health.outOfService().withDetail("reason", "sessions are not running yet").build();
  }
}
