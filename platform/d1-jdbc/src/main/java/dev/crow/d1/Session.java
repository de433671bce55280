package dev.crow.d1;

import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Runs statements by the rules of the connection's transaction. */
final class Session {

  private static final Query COUNT =
      new Query("SELECT changes(), CAST(last_insert_rowid() AS TEXT)");
  private static final int CHUNK = 500;
  private static final long CHUNK_BYTES = 4 * 1024 * 1024;
  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final String ACTIVE_TRANSACTION = "25001";

  private final D1Client client;
  private final HeldWrites held;
  private boolean autoCommit = true;
  private boolean readOnly;
  private boolean readingBehindWrites;

  Session(D1Client client) {
    this.client = client;
    this.held = new HeldWrites(client);
  }

  D1Settings settings() {
    return client.settings();
  }

  boolean isAutoCommit() {
    return autoCommit;
  }

  void setAutoCommit(boolean autoCommit) throws SQLException {
    if (autoCommit && !this.autoCommit) {
      held.commit(settings().timeout());
    }
    this.autoCommit = autoCommit;
  }

  boolean isReadOnly() {
    return readOnly;
  }

  void setReadOnly(boolean readOnly) throws SQLException {
    if (!held.isEmpty()) {
      throw new SQLNonTransientException("A transaction with writes is open", ACTIVE_TRANSACTION);
    }
    this.readOnly = readOnly;
  }

  /** Lets reads see the database as it is without the writes held so far. */
  void setReadingBehindWrites(boolean readingBehindWrites) {
    this.readingBehindWrites = readingBehindWrites;
  }

  void commit() throws SQLException {
    refuseAutoCommit();
    held.commit(settings().timeout());
  }

  void rollback() throws SQLException {
    refuseAutoCommit();
    held.clear();
  }

  void discard() {
    held.clear();
  }

  private void refuseAutoCommit() throws SQLException {
    if (autoCommit) {
      throw new SQLNonTransientException("The connection is in auto-commit mode", "25000");
    }
  }

  Outcome run(Sql sql, @Nullable Object[] values, Keys keys, Duration limit) throws SQLException {
    Query query = sql.bind(values);
    if (sql.reads()) {
      return Outcome.rows(read(sql, query, limit));
    }
    refuseReadOnly();
    if (!autoCommit) {
      refuseRowsOfHeldWrite(sql, keys);
      boolean counted = settings().exactCounts() && !readingBehindWrites;
      return Outcome.count(held.add(sql, query, counted, limit));
    }
    if (sql.returning()) {
      return Outcome.rows(client.send(List.of(query), false, limit).getFirst());
    }
    return sql.counts() ? write(query, keys, limit) : define(query, limit);
  }

  private void refuseReadOnly() throws SQLException {
    if (readOnly) {
      throw new SQLNonTransientException("The connection is read-only", "25006");
    }
  }

  private static void refuseRowsOfHeldWrite(Sql sql, Keys keys) throws SQLException {
    if (sql.returning() || (keys.wanted() && sql.kind() == Sql.Kind.INSERT)) {
      throw new SQLNonTransientException(
          "D1 has no interactive transactions: this write is sent when the transaction commits, so"
              + " it can neither return rows nor generated keys before. Make the key yourself, or"
              + " run the statement in auto-commit mode.",
          ACTIVE_TRANSACTION);
    }
  }

  private Answer read(Sql sql, Query query, Duration limit) throws SQLException {
    if (!held.isEmpty() && !readingBehindWrites) {
      throw new SQLNonTransientException(
          "D1 has no interactive transactions: the writes of this one are held until it commits, so"
              + " a query now would not see them. Read first and write afterwards, or commit before"
              + " reading.",
          ACTIVE_TRANSACTION);
    }
    Answer answer = client.send(List.of(query), true, limit).getFirst();
    return sql.kind() == Sql.Kind.SELECT && answer.isRounded()
        ? readExactly(query, answer, limit)
        : answer;
  }

  private Answer readExactly(Query query, Answer first, Duration limit) throws SQLException {
    Set<Integer> wide = new TreeSet<>();
    Answer answer = first;
    Set<Integer> rounded = WideNumbers.roundedColumns(answer);
    // Another writer may widen another column meanwhile; each round has one column more.
    while (wide.addAll(rounded)) {
      Query exact = WideNumbers.asText(query, first.columns(), wide);
      Limits.checkSize(exact.sql());
      answer = client.send(List.of(exact), true, limit).getFirst();
      rounded = WideNumbers.roundedColumns(answer);
    }
    return WideNumbers.exact(answer, first.columns(), wide);
  }

  /** D1's own count has the rows of cascades and triggers in it, so SQLite is asked for its own. */
  private Outcome write(Query query, Keys keys, Duration limit) throws SQLException {
    @Nullable Object[] told =
        client.send(List.of(query, COUNT), false, limit).getLast().rows().getFirst();
    long count = Cells.whole(cell(told, 0), 0, Long.MAX_VALUE);
    return keys.wanted()
        ? Outcome.inserted(count, Long.parseLong(Cells.text(cell(told, 1))))
        : Outcome.count(count);
  }

  private static Object cell(@Nullable Object[] row, int column) throws SQLException {
    Object cell = column < row.length ? row[column] : null;
    if (cell == null) {
      throw new SQLException("D1 did not say what it changed", "08P01");
    }
    return cell;
  }

  private Outcome define(Query query, Duration limit) throws SQLException {
    client.send(List.of(query), false, limit);
    return Outcome.count(0);
  }

  /**
   * Runs writes together. In auto-commit mode, which promises no atomicity, a large batch goes in
   * chunks; in a transaction it is held like any other write.
   *
   * @param counts is given one count for each statement that is done, also before a failure
   */
  void runAll(List<Query> batch, List<Long> counts, Duration limit) throws SQLException {
    refuseReadOnly();
    if (!autoCommit) {
      held.addUncounted(batch);
      batch.forEach(_ -> counts.add((long) java.sql.Statement.SUCCESS_NO_INFO));
      return;
    }
    List<Query> rest = batch;
    while (!rest.isEmpty()) {
      List<Query> chunk = rest.subList(0, chunk(rest));
      rest = rest.subList(chunk.size(), rest.size());
      List<Query> sent = new ArrayList<>(chunk);
      if (sent.size() == 1) {
        // A lone statement comes back without its count.
        sent.add(COUNT);
      }
      List<Answer> answers = client.send(sent, false, limit);
      answers.subList(0, chunk.size()).forEach(answer -> counts.add(answer.changes()));
    }
  }

  private static int chunk(List<Query> batch) {
    long size = 0;
    int count = 0;
    while (count < Math.min(CHUNK, batch.size())) {
      size += batch.get(count).size();
      if (count > 0 && size > CHUNK_BYTES) {
        break;
      }
      count++;
    }
    return count;
  }

  /** Whether the database answers, or has done so just now: pools ask before each use. */
  boolean answers(Duration limit) {
    if (client.answeredWithin(FRESH)) {
      return true;
    }
    try {
      client.send(List.of(new Query("SELECT 1")), true, limit);
      return true;
    } catch (SQLException e) {
      return false;
    }
  }
}
