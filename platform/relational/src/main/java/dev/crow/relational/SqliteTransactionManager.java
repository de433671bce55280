package dev.crow.relational;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Transactions on one SQLite database, which takes one writer at a time.
 *
 * <p>A writing transaction takes the database's write lock when it begins, because one that reads
 * first and asks for the lock later is refused if another has written meanwhile. The driver's own
 * {@code transaction_mode=IMMEDIATE} would do so too, but then read-only transactions queue behind
 * writers, and after each commit the driver takes the lock once more, so a commit that succeeded
 * could be reported as busy. Here read-only transactions see a snapshot and wait for nobody.
 *
 * <p>Writers of this process queue in Java, in order of arrival: a wait inside SQLite would hold
 * its carrier thread, and a few such waits would stop the very virtual thread that has the lock.
 */
final class SqliteTransactionManager extends JdbcTransactionManager {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final transient ReentrantLock writer = new ReentrantLock(true);

  SqliteTransactionManager(DataSource dataSource, SQLExceptionTranslator translator) {
    super(dataSource);
    setExceptionTranslator(translator);
  }

  @Override
  protected void doBegin(Object transaction, TransactionDefinition definition) {
    if (definition.isReadOnly()) {
      begin(transaction, definition);
      return;
    }
    takeTurn(definition);
    boolean begun = false;
    try {
      begin(transaction, definition);
      begun = true;
    } finally {
      if (!begun) {
        writer.unlock();
      }
    }
  }

  private void takeTurn(TransactionDefinition definition) {
    if (writer.isHeldByCurrentThread()) {
      throw new IllegalTransactionStateException(
          "SQLite has one writer at a time: a transaction cannot open a second, writing one");
    }
    long seconds = definition.getTimeout() > 0 ? definition.getTimeout() : LONGEST_WAIT.toSeconds();
    try {
      if (!writer.tryLock(seconds, TimeUnit.SECONDS)) {
        throw new CannotAcquireLockException(
            "Other writers kept the database for more than " + seconds + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotAcquireLockException("Interrupted while waiting for the database", e);
    }
  }

  private void begin(Object transaction, TransactionDefinition definition) {
    try {
      super.doBegin(transaction, definition);
    } catch (CannotCreateTransactionException e) {
      // So that callers need to know one family of exceptions for "not now".
      if (e.getCause() instanceof SQLException cause) {
        throw translateException("begin", cause);
      }
      throw e;
    }
  }

  @Override
  protected void prepareTransactionalConnection(Connection con, TransactionDefinition definition)
      throws SQLException {
    super.prepareTransactionalConnection(con, definition);
    if (definition.isReadOnly()) {
      return;
    }
    try (Statement statement = con.createStatement()) {
      // The driver has begun a deferred transaction, which holds nothing yet.
      statement.execute("COMMIT");
      try {
        statement.execute("BEGIN IMMEDIATE");
      } catch (SQLException e) {
        // The driver believes a transaction is open; the connection is unusable if none is.
        statement.execute("BEGIN");
        throw e;
      }
    }
  }

  @Override
  protected void doRollback(DefaultTransactionStatus status) {
    try {
      super.doRollback(status);
    } catch (RuntimeException e) {
      if (!alreadyRolledBack(e)) {
        throw e;
      }
      // After a full disk or an I/O error SQLite has rolled back by itself. The failure that led
      // here must reach the caller, not this one.
      beginAgain(e);
    }
  }

  private static boolean alreadyRolledBack(RuntimeException e) {
    return e.getCause() instanceof SQLException cause
        && cause.getMessage() != null
        && cause.getMessage().contains("no transaction is active");
  }

  private void beginAgain(RuntimeException e) {
    Connection con = DataSourceUtils.getConnection(obtainDataSource());
    try (Statement statement = con.createStatement()) {
      statement.execute("BEGIN");
    } catch (SQLException second) {
      e.addSuppressed(second);
      throw e;
    } finally {
      DataSourceUtils.releaseConnection(con, obtainDataSource());
    }
  }

  @Override
  protected void doCleanupAfterCompletion(Object transaction) {
    boolean writing = !((JdbcTransactionObjectSupport) transaction).isReadOnly();
    try {
      super.doCleanupAfterCompletion(transaction);
    } finally {
      if (writing) {
        writer.unlock();
      }
    }
  }
}
