package dev.crow.interaction.lifecycle;

import dev.crow.relational.Timestamps;
import dev.crow.relational.UuidV7;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets one worker at a time change what is stored of an organization, over all instances. Each
 * lease is one statement, so no two can have it; a worker that crashed loses it by time.
 */
public final class Leases {

  private final JdbcClient jdbc;
  private final Duration length;
  private final Clock clock;

  Leases(JdbcClient jdbc, Duration length, Clock clock) {
    this.jdbc = jdbc;
    this.length = length;
    this.clock = clock;
  }

  /**
   * @param organizationId whose
   * @return the lease, to be closed; empty if another worker has it
   */
  public Optional<Lease> take(String organizationId) {
    String owner = UuidV7.next();
    return claim(organizationId, owner)
        ? Optional.of(new Lease(this, organizationId, owner))
        : Optional.empty();
  }

  private boolean claim(String organizationId, String owner) {
    String now = Timestamps.format(clock.instant());
    return jdbc.sql(
                """
                INSERT INTO lifecycle_leases (org_id, owner, until)
                SELECT :org, :owner, :until WHERE true
                ON CONFLICT (org_id) DO UPDATE SET owner = excluded.owner, until = excluded.until
                WHERE lifecycle_leases.until < :now OR lifecycle_leases.owner = excluded.owner
                """)
            .param("org", organizationId)
            .param("owner", owner)
            .param("until", Timestamps.format(clock.instant().plus(length)))
            .param("now", now)
            .update()
        == 1;
  }

  private void release(String organizationId, String owner) {
    jdbc.sql("DELETE FROM lifecycle_leases WHERE org_id = ? AND owner = ?")
        .params(organizationId, owner)
        .update();
  }

  /** The right to change what is stored of an organization. */
  public static final class Lease implements AutoCloseable {

    private final Leases leases;
    private final String organizationId;
    private final String owner;

    Lease(Leases leases, String organizationId, String owner) {
      this.leases = leases;
      this.organizationId = organizationId;
      this.owner = owner;
    }

    /**
     * Extends it, between two steps of long work.
     *
     * @throws IllegalStateException if it was lost meanwhile; then the work must stop
     */
    public void renew() {
      if (!leases.claim(organizationId, owner)) {
        throw new IllegalStateException("Another instance took over");
      }
    }

    @Override
    public void close() {
      leases.release(organizationId, owner);
    }
  }
}
