package dev.crow.system.faults.inside;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Fail-points around rows and commits. */
final class FaultyDataSource extends DelegatingDataSource {

  private static final Set<String> WRITES = Set.of("insert", "update", "delete", "replace");
  private static final String ROWS = "rows";

  private final Faults faults;

  FaultyDataSource(DataSource target, Faults faults) {
    super(target);
    this.faults = faults;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection target = super.getConnection();
    return Around.of(
        Connection.class,
        target,
        (method, arguments, original) ->
            switch (method.getName()) {
              case "commit" -> committed(original);
              case "prepareStatement" ->
                  statement(PreparedStatement.class, original, target, (String) arguments[0]);
              case "createStatement" -> statement(Statement.class, original, target, null);
              default -> original.call();
            });
  }

  private @Nullable Object committed(Around.Original original) throws Throwable {
    faults.reach(FailPoint.COMMITTING, ROWS);
    Object nothing = original.call();
    faults.reach(FailPoint.COMMITTED, ROWS);
    return nothing;
  }

  private <S extends Statement> Object statement(
      Class<S> type, Around.Original original, Connection connection, @Nullable String prepared)
      throws Throwable {
    Object target = java.util.Objects.requireNonNull(original.call());
    return Around.of(
        type,
        target,
        (method, arguments, execution) -> {
          Object result = execution.call();
          if (method.getName().startsWith("execute")) {
            String sql =
                prepared == null && arguments.length > 0 ? (String) arguments[0] : prepared;
            if (sql != null && isWrite(sql)) {
              written(sql.toLowerCase(Locale.ROOT), connection);
            }
          }
          return result;
        });
  }

  private void written(String sql, Connection connection) throws SQLException {
    boolean inPart =
        faults.has(Bug.EFFECT_IN_PARTS)
            || (faults.has(Bug.DEDUPLICATION_FIRST) && sql.contains("into inbox"));
    if (inPart && !connection.getAutoCommit()) {
      connection.commit();
    }
    faults.reach(FailPoint.ROW_WRITTEN, ROWS);
  }

  private static boolean isWrite(String sql) {
    return WRITES.contains(sql.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT));
  }
}
