package dev.crow.interaction.retelling;

import dev.crow.interaction.analysis.Prompt;
import dev.crow.interaction.ledger.InteractionDetails;
import dev.crow.interaction.retelling.Redescription.Describer;
import dev.crow.interaction.retelling.Redescription.Progress;
import dev.crow.interaction.retelling.Redescription.State;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The tables of redescriptions and their tellings. */
@Repository
public class RedescriptionStore {

  private static final int BATCH = 20;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  RedescriptionStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void insert(Redescription made) {
    Prompt prompt = made.prompt();
    jdbc.sql(
            """
            INSERT INTO redescriptions (id, org_id, from_time, to_time, describer, prompt, state,
              looked_at, told, changed, refused, cost, attempts, started_at)
            VALUES (:id, :org, :from, :to, :describer, :prompt, 'RUNNING', 0, 0, 0, 0, 0, 0,
              :started)
            """)
        .param("id", made.id())
        .param("org", made.organizationId())
        .param("from", Timestamps.format(made.from()))
        .param("to", Timestamps.format(made.to()))
        .param("describer", made.describer().name())
        .param("prompt", prompt == null ? null : prompt.name())
        .param("started", Timestamps.format(made.startedAt()))
        .update();
  }

  Optional<Redescription> find(String organizationId, String id) {
    return jdbc.sql("SELECT * FROM redescriptions WHERE org_id = ? AND id = ?")
        .params(organizationId, id)
        .query(RedescriptionStore::redescription)
        .optional();
  }

  List<Redescription> latest(String organizationId, int limit) {
    return jdbc.sql("SELECT * FROM redescriptions WHERE org_id = ? ORDER BY id DESC LIMIT ?")
        .params(organizationId, limit)
        .query(RedescriptionStore::redescription)
        .list();
  }

  /** Of any organization; for a task of the service itself. */
  List<Redescription> underway() {
    return jdbc.sql(
            """
            SELECT * FROM redescriptions WHERE state IN ('RUNNING', 'PROMOTING', 'ROLLING_BACK')
            ORDER BY id LIMIT ?
            """)
        .param(BATCH)
        .query(RedescriptionStore::redescription)
        .list();
  }

  void takeUp(Redescription one) {
    jdbc.sql("UPDATE redescriptions SET attempts = attempts + 1 WHERE org_id = ? AND id = ?")
        .params(one.organizationId(), one.id())
        .update();
  }

  /**
   * Adds what a page of work came to; with its tellings, in one transaction.
   *
   * @return false if it was cancelled meanwhile
   */
  boolean progress(Redescription one, Progress more) {
    return jdbc.sql(
                """
                UPDATE redescriptions SET place = ?, looked_at = looked_at + ?, told = told + ?,
                  changed = changed + ?, refused = refused + ?, cost = cost + ?, failure = NULL
                WHERE org_id = ? AND id = ? AND state = 'RUNNING'
                """)
            .params(
                more.place(),
                more.lookedAt(),
                more.told(),
                more.changed(),
                more.refused(),
                more.cost(),
                one.organizationId(),
                one.id())
            .update()
        == 1;
  }

  void failed(Redescription one, String failure) {
    jdbc.sql("UPDATE redescriptions SET failure = ? WHERE org_id = ? AND id = ?")
        .params(failure, one.organizationId(), one.id())
        .update();
  }

  /**
   * @param finished when the words were ready, or null if they were before
   * @return false if the state is another meanwhile
   */
  boolean move(Redescription one, State from, State to, @Nullable Instant finished) {
    return jdbc.sql(
                """
                UPDATE redescriptions SET state = :to, failure = NULL,
                  finished_at = coalesce(finished_at, :finished)
                WHERE org_id = :org AND id = :id AND state = :from
                """)
            .param("to", to.name())
            .param("finished", finished == null ? null : Timestamps.format(finished))
            .param("org", one.organizationId())
            .param("id", one.id())
            .param("from", from.name())
            .update()
        == 1;
  }

  void put(Redescription one, Telling telling) {
    jdbc.sql(
            """
            INSERT INTO tellings (redescription_id, interaction_id, org_id, version, promoted,
              description, generator, metadata)
            VALUES (?, ?, ?, ?, 0, ?, ?, ?)
            ON CONFLICT (redescription_id, interaction_id) DO UPDATE SET
              version = excluded.version, description = excluded.description,
              generator = excluded.generator, metadata = excluded.metadata
            """)
        .params(
            one.id(),
            telling.interactionId(),
            one.organizationId(),
            telling.version(),
            telling.description(),
            telling.generator(),
            json.writeValueAsString(telling.details()))
        .update();
  }

  /** Keeps the words that were shown until now in place of those that are shown now. */
  void swap(Redescription one, Telling hidden) {
    jdbc.sql(
            """
            UPDATE tellings SET promoted = ?, description = ?, generator = ?, metadata = ?
            WHERE redescription_id = ? AND interaction_id = ? AND org_id = ?
            """)
        .params(
            hidden.promoted() ? 1 : 0,
            hidden.description(),
            hidden.generator(),
            json.writeValueAsString(hidden.details()),
            one.id(),
            hidden.interactionId(),
            one.organizationId())
        .update();
  }

  /** In the order of the interactions' ids. */
  List<Telling> tellings(Redescription one, String afterId, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM tellings
            WHERE redescription_id = ? AND org_id = ? AND interaction_id > ?
            ORDER BY interaction_id LIMIT ?
            """)
        .params(one.id(), one.organizationId(), afterId, limit)
        .query(this::telling)
        .list();
  }

  /**
   * @param organizationId which is erased
   * @return how many rows were forgotten
   */
  public long forgetAll(String organizationId) {
    long tellings =
        jdbc.sql("DELETE FROM tellings WHERE org_id = ?").param(organizationId).update();
    return tellings
        + jdbc.sql("DELETE FROM redescriptions WHERE org_id = ?").param(organizationId).update();
  }

  private Telling telling(ResultSet row, int number) throws SQLException {
    return new Telling(
        row.getString("interaction_id"),
        row.getInt("version"),
        row.getInt("promoted") == 1,
        row.getString("description"),
        row.getString("generator"),
        json.readValue(row.getString("metadata"), InteractionDetails.class));
  }

  private static Redescription redescription(ResultSet row, int number) throws SQLException {
    String prompt = row.getString("prompt");
    String finished = row.getString("finished_at");
    return new Redescription(
        row.getString("id"),
        row.getString("org_id"),
        Timestamps.parse(row.getString("from_time")),
        Timestamps.parse(row.getString("to_time")),
        Describer.valueOf(row.getString("describer")),
        prompt == null ? null : Prompt.valueOf(prompt),
        State.valueOf(row.getString("state")),
        row.getLong("looked_at"),
        row.getLong("told"),
        row.getLong("changed"),
        row.getLong("refused"),
        row.getLong("cost"),
        row.getInt("attempts"),
        row.getString("place"),
        row.getString("failure"),
        Timestamps.parse(row.getString("started_at")),
        finished == null ? null : Timestamps.parse(finished));
  }
}
