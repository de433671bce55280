package dev.crow.relational;

import dev.crow.d1.D1ConfigurationException;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says which of account, database, token and network keeps a service from its D1 database. */
final class D1FailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

  private final Environment environment;

  D1FailureAnalyzer(Environment environment) {
    this.environment = environment;
  }

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
    String url = environment.getProperty("spring.datasource.url", "");
    SQLException told = told(cause);
    if (!url.startsWith("jdbc:d1:") || told == null) {
      return null;
    }
    int options = url.indexOf('?');
    return new FailureAnalysis(
        "The database "
            + (options < 0 ? url : url.substring(0, options))
            + " cannot be used: "
            + told.getMessage(),
        action(told),
        told);
  }

  private static @Nullable SQLException told(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException found && isAboutTheConnection(found)) {
        return found;
      }
    }
    return null;
  }

  private static boolean isAboutTheConnection(SQLException e) {
    // The pool has transient exceptions of its own, which say less than their cause.
    return e.getClass().getName().startsWith("dev.crow.d1.")
        || e instanceof SQLInvalidAuthorizationSpecException
        || e instanceof SQLNonTransientConnectionException
        || (e instanceof SQLTransientConnectionException && e.getSQLState() != null);
  }

  private static String action(SQLException e) {
    return switch (e) {
      case D1ConfigurationException _ ->
          "Set spring.datasource.url to jdbc:d1://<account id>/<database id>, or to"
              + " jdbc:d1:///<name>?endpoint=<address of the Worker>, and the token in D1_TOKEN or"
              + " spring.datasource.password.";
      case SQLInvalidAuthorizationSpecException _ ->
          "Give D1_TOKEN (or spring.datasource.password) a token that has not expired and may edit"
              + " D1 in this account. For the Worker it is the Worker's own secret.";
      case SQLNonTransientConnectionException _ ->
          "Compare the account and database id in spring.datasource.url with those that"
              + " `wrangler d1 list` shows.";
      default ->
          "Check that this machine reaches the endpoint in spring.datasource.url, then start again.";
    };
  }
}
