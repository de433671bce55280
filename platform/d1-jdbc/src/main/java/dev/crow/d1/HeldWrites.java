package dev.crow.d1;

import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The writes of an open transaction, sent as one atomic batch when it commits.
 *
 * <p>If counts are wanted, each write that may change any number of rows is tried first: all writes
 * so far are sent with a last statement that fails and carries the count in its message, so nothing
 * takes effect. The commit then checks that each count still holds and fails as a whole if not.
 */
final class HeldWrites {

  private static final String MARK = "rows changed: ";
  private static final String STALE = "rows changed meanwhile";
  private static final String TELL_COUNT = "SELECT json_extract('{}', '" + MARK + "' || changes())";

  private final D1Client client;
  private final List<Query> queries = new ArrayList<>();

  HeldWrites(D1Client client) {
    this.client = client;
  }

  boolean isEmpty() {
    return queries.isEmpty();
  }

  void clear() {
    queries.clear();
  }

  /**
   * @return the rows it will change, or {@link Statement#SUCCESS_NO_INFO}
   */
  long add(Sql sql, Query query, boolean counted, Duration limit) throws SQLException {
    if (!counted || !sql.counts()) {
      queries.add(query);
      return Statement.SUCCESS_NO_INFO;
    }
    if (sql.insertsOneRow()) {
      queries.add(query);
      return 1;
    }
    long count = tryOut(query, limit);
    queries.add(query);
    queries.add(
        new Query(
            "SELECT CASE WHEN changes() = %d THEN 1 ELSE json_extract('{}', '%s' || changes()) END"
                .formatted(count, STALE)));
    return count;
  }

  void addUncounted(List<Query> more) {
    queries.addAll(more);
  }

  private long tryOut(Query query, Duration limit) throws SQLException {
    List<Query> all = new ArrayList<>(queries);
    all.add(query);
    all.add(new Query(TELL_COUNT));
    try {
      client.send(all, true, limit);
    } catch (SQLException e) {
      long count = countIn(e);
      if (count < 0) {
        throw translated(e);
      }
      return count;
    }
    throw new SQLException("D1 ran a statement that cannot be run", "08P01");
  }

  void commit(Duration limit) throws SQLException {
    List<Query> all = List.copyOf(queries);
    // Whatever happens, it must not be sent again by a second commit.
    queries.clear();
    if (all.isEmpty()) {
      return;
    }
    try {
      client.send(all, false, limit);
    } catch (SQLException e) {
      throw translated(e);
    }
  }

  private static SQLException translated(SQLException e) {
    return String.valueOf(e.getMessage()).contains(STALE)
        ? new SQLTransactionRollbackException(
            "Another writer changed the rows of this transaction meanwhile; it was rolled back",
            "40001",
            e.getErrorCode(),
            e)
        : e;
  }

  private static long countIn(SQLException e) {
    String message = String.valueOf(e.getMessage());
    int mark = message.indexOf(MARK);
    if (mark < 0) {
      return -1;
    }
    int from = mark + MARK.length();
    int to = from;
    while (to < message.length() && Character.isDigit(message.charAt(to))) {
      to++;
    }
    return to == from ? -1 : Long.parseLong(message.substring(from, to));
  }
}
