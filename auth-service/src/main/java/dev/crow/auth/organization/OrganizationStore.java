package dev.crow.auth.organization;

import dev.crow.relational.Timestamps;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of organizations. */
@Repository
class OrganizationStore {

  private static final String INSERT =
      "INSERT INTO organizations (id, name, created_at) VALUES (:id, :name, :now)";

  private final JdbcClient jdbc;

  OrganizationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(String id, String name, Instant now) {
    jdbc.sql(INSERT)
        .param("id", id)
        .param("name", name)
        .param("now", Timestamps.format(now))
        .update();
  }
}
