package dev.crow.interaction.replay;

import dev.crow.interaction.replay.Replay.State;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of replays. */
@Repository
class ReplayStore {

  private static final int BATCH = 20;

  private final JdbcClient jdbc;

  ReplayStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Replay replay) {
    jdbc.sql(
            """
            INSERT INTO replays (id, org_id, from_time, to_time, state, looked_at, replayed,
              attempts, started_at)
            VALUES (?, ?, ?, ?, 'RUNNING', 0, 0, 0, ?)
            """)
        .params(
            replay.id(),
            replay.organizationId(),
            Timestamps.format(replay.from()),
            Timestamps.format(replay.to()),
            Timestamps.format(replay.startedAt()))
        .update();
  }

  Optional<Replay> find(String organizationId, String id) {
    return jdbc.sql("SELECT * FROM replays WHERE org_id = ? AND id = ?")
        .params(organizationId, id)
        .query(ReplayStore::replay)
        .optional();
  }

  List<Replay> latest(String organizationId, int limit) {
    return jdbc.sql("SELECT * FROM replays WHERE org_id = ? ORDER BY id DESC LIMIT ?")
        .params(organizationId, limit)
        .query(ReplayStore::replay)
        .list();
  }

  /** Of any organization; for a task of the service itself. */
  List<Replay> underway() {
    return jdbc.sql("SELECT * FROM replays WHERE state = 'RUNNING' ORDER BY id LIMIT " + BATCH)
        .query(ReplayStore::replay)
        .list();
  }

  void takeUp(Replay replay) {
    jdbc.sql("UPDATE replays SET attempts = attempts + 1 WHERE org_id = ? AND id = ?")
        .params(replay.organizationId(), replay.id())
        .update();
  }

  void progress(Replay replay, String place, long lookedAt, long replayed) {
    jdbc.sql(
            """
            UPDATE replays SET place = ?, looked_at = ?, replayed = ?, failure = NULL
            WHERE org_id = ? AND id = ?
            """)
        .params(place, lookedAt, replayed, replay.organizationId(), replay.id())
        .update();
  }

  void failed(Replay replay, String failure) {
    jdbc.sql("UPDATE replays SET failure = ? WHERE org_id = ? AND id = ?")
        .params(failure, replay.organizationId(), replay.id())
        .update();
  }

  void finish(Replay replay, Instant now) {
    jdbc.sql(
            """
            UPDATE replays SET state = 'DONE', failure = NULL, finished_at = ?
            WHERE org_id = ? AND id = ?
            """)
        .params(Timestamps.format(now), replay.organizationId(), replay.id())
        .update();
  }

  private static Replay replay(ResultSet row, int number) throws SQLException {
    String finished = row.getString("finished_at");
    return new Replay(
        row.getString("id"),
        row.getString("org_id"),
        Timestamps.parse(row.getString("from_time")),
        Timestamps.parse(row.getString("to_time")),
        State.valueOf(row.getString("state")),
        row.getLong("looked_at"),
        row.getLong("replayed"),
        row.getInt("attempts"),
        row.getString("place"),
        row.getString("failure"),
        Timestamps.parse(row.getString("started_at")),
        finished == null ? null : Timestamps.parse(finished));
  }
}
