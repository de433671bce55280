package dev.crow.relational;

import org.springframework.data.jdbc.core.dialect.JdbcArrayColumns;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.relational.core.dialect.AbstractDialect;
import org.springframework.data.relational.core.dialect.LimitClause;
import org.springframework.data.relational.core.dialect.LockClause;
import org.springframework.data.relational.core.sql.IdentifierProcessing;
import org.springframework.data.relational.core.sql.IdentifierProcessing.LetterCasing;
import org.springframework.data.relational.core.sql.IdentifierProcessing.Quoting;
import org.springframework.data.relational.core.sql.LockOptions;

/** SQLite's SQL, for Spring Data JDBC, which knows no such dialect itself. */
final class SqliteDialect extends AbstractDialect implements JdbcDialect {

  static final SqliteDialect INSTANCE = new SqliteDialect();

  private static final IdentifierProcessing IDENTIFIERS =
      IdentifierProcessing.create(new Quoting("\""), LetterCasing.LOWER_CASE);

  private SqliteDialect() {}

  @Override
  public LimitClause limit() {
    return new LimitClause() {
      @Override
      public String getLimit(long limit) {
        return "LIMIT " + limit;
      }

      @Override
      public String getOffset(long offset) {
        return "LIMIT -1 OFFSET " + offset;
      }

      @Override
      public String getLimitOffset(long limit, long offset) {
        return "LIMIT " + limit + " OFFSET " + offset;
      }

      @Override
      public LimitClause.Position getClausePosition() {
        return LimitClause.Position.AFTER_ORDER_BY;
      }
    };
  }

  /** A writer holds the whole database, so there are no row locks to ask for. */
  @Override
  public LockClause lock() {
    return new LockClause() {
      @Override
      public String getLock(LockOptions options) {
        return "";
      }

      @Override
      public LockClause.Position getClausePosition() {
        return LockClause.Position.AFTER_ORDER_BY;
      }
    };
  }

  @Override
  public JdbcArrayColumns getArraySupport() {
    return JdbcArrayColumns.Unsupported.INSTANCE;
  }

  @Override
  public IdentifierProcessing getIdentifierProcessing() {
    return IDENTIFIERS;
  }

  @Override
  public boolean supportsSingleQueryLoading() {
    return false;
  }
}
